import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes'
import { GROUNDS, type Ground } from './grounds'

export interface MediaFrameProps {
  src: string
  srcSet?: string
  sizes?: string
  width: number
  height: number
  alt: string
  ground?: Ground
  /** Leaves air around drawings that touch their own edge. */
  inset?: boolean
  /** Offers white, dark and checkered grounds; for pictures with transparency. */
  switchGround?: boolean
  /** More at the end of the bar under the picture. */
  children?: ReactNode
}

/** The large picture of an asset, its place kept by its measures. The ground switch needs no script. */
export function MediaFrame(props: MediaFrameProps) {
  const { src, srcSet, sizes, width, height, alt, ground = 'quiet', inset, switchGround, children } = props
  const { t } = useTranslation('ui')
  const name = useId()
  return (
    <div className="media-frame">
      <div className={classes('media-stage', `ground-${ground}`, inset && 'media-stage-inset')}>
        <img src={src} srcSet={srcSet} sizes={sizes} width={width} height={height} alt={alt} />
      </div>
      {(switchGround || children) && (
        <div className="media-bar">
          {switchGround && (
            <fieldset className="segmented">
              <legend className="sr-only">{t('media.ground')}</legend>
              {GROUNDS.map((each) => (
                <label key={each} title={t(`media.${each}`)}>
                  <input type="radio" name={name} value={each} defaultChecked={each === ground} />
                  <span className={`swatch ground-${each}`} />
                  <span className="sr-only">{t(`media.${each}`)}</span>
                </label>
              ))}
            </fieldset>
          )}
          {children}
        </div>
      )}
    </div>
  )
}
