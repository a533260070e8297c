import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NAMED_CROP_NAMES, NAMED_CROPS } from '~/platform/images/edit-geometry'
import type { FocalPoint } from '~/platform/images/edit-recipe'
import { useScripted } from '~/ui/scripting'
import { cropOfShape } from './edit-fields'

/** What an edit makes of the picture, as the server draws it, and how the named crops are cut out of that. */
export function EditResult({ src, point, onShown }: { src: string; point: FocalPoint; onShown: () => void }) {
  const { t } = useTranslation('edits')
  const isScripted = useScripted()
  const [shape, setShape] = useState(1.5)
  const [settled, setSettled] = useState({ src: '', failed: false })
  const noteShape = (image: HTMLImageElement | null) => {
    if (image?.naturalWidth) setShape(image.naturalWidth / image.naturalHeight)
  }
  return (
    <>
      <section className="panel stack" aria-labelledby="edit-result">
        <h2 id="edit-result">{t('result.heading')}</h2>
        <img
          className="edit-result"
          src={src}
          alt={t('result.alt')}
          ref={noteShape}
          onLoad={(event) => {
            noteShape(event.currentTarget)
            setSettled({ src, failed: false })
            onShown()
          }}
          onError={() => setSettled({ src, failed: true })}
        />
        <p role="status" className="muted edit-state">
          {settled.src === src ? settled.failed && t('stage.failed') : isScripted && t('stage.making')}
        </p>
      </section>
      <section className="panel stack" aria-labelledby="edit-crops">
        <h2 id="edit-crops">{t('crops.heading')}</h2>
        <p className="muted">{t('crops.help')}</p>
        <ul className="edit-crops">
          {NAMED_CROP_NAMES.map((name) => (
            <li key={name}>
              <img
                src={src}
                alt={t('crops.alt', { shape: name })}
                style={{
                  aspectRatio: String(NAMED_CROPS[name]),
                  objectPosition: positionOf(NAMED_CROPS[name], shape, point),
                }}
              />
              <bdi className="numbers">{name}</bdi>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Returns the CSS position that shows the crop of a shape around a point: the share of the room left that lies before it. */
function positionOf(crop: number, shape: number, point: FocalPoint): string {
  const { left, top, width, height } = cropOfShape(crop, shape, point)
  const share = (start: number, part: number) => (part > 0.999 ? 50 : Math.round((start / (1 - part)) * 1000) / 10)
  return `${share(left, width)}% ${share(top, height)}%`
}
