import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { BACKDROPS, type Backdrop } from './backdrops'
import { classes } from './classes'

export interface MediaFrameProps {
  src: string
  srcSet?: string
  sizes?: string
  width: number
  height: number
  alt: string
  backdrop?: Backdrop
  /** Adds a margin, for drawings that touch their own edge. */
  inset?: boolean
  /** Offers a white, dark and checkered backdrop, for pictures with transparency. */
  switchBackdrop?: boolean
  /** What lies over the picture, as large as it. */
  over?: ReactNode
  /** Further contents at the end of the bar below the picture. */
  children?: ReactNode
}

/** The large picture of an asset; its size attributes reserve its space. The backdrop switch needs no script. */
export function MediaFrame(props: MediaFrameProps) {
  const { src, srcSet, sizes, width, height, alt, backdrop = 'quiet', inset, switchBackdrop, over, children } = props
  const { t } = useTranslation('ui')
  const name = useId()
  const picture = <img src={src} srcSet={srcSet} sizes={sizes} width={width} height={height} alt={alt} />
  return (
    <div className="media-frame">
      <div className={classes('media-stage', `backdrop-${backdrop}`, inset && 'media-stage-inset')}>
        {over ? (
          <div className="media-over">
            {picture}
            {over}
          </div>
        ) : (
          picture
        )}
      </div>
      {(switchBackdrop || children) && (
        <div className="media-bar">
          {switchBackdrop && (
            <fieldset className="segmented">
              <legend className="sr-only">{t('media.backdrop')}</legend>
              {BACKDROPS.map((each) => (
                <label key={each} title={t(`media.${each}`)}>
                  <input type="radio" name={name} value={each} defaultChecked={each === backdrop} />
                  <span className={`swatch backdrop-${each}`} />
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
