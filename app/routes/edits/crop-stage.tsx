import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CropBox, FocalPoint } from '~/platform/images/edit-recipe'
import { useScripted } from '~/ui/scripting'
import { useCropPointer } from './use-crop-pointer'

interface CropStageProps {
  /** URL of the picture before it is cropped. */
  src: string
  /** The picture's width by height. */
  shape: number
  crop: CropBox
  /** The focal point, or the one that is proposed. */
  point: FocalPoint | undefined
  isProposed: boolean
  onCrop: (crop: CropBox) => void
  onPoint: (point: FocalPoint) => void
  /** Called with the picture's width by height when it is known. */
  onShape: (shape: number) => void
}

const PARTS = ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'] as const

const percent = (fraction: number): string => `${Math.round(fraction * 10_000) / 100}%`

/** The picture with the frame of its crop and its focal point, which a pointer moves; keyboards use the fields of the form. */
export function CropStage({ src, shape, crop, point, isProposed, onCrop, onPoint, onShape }: CropStageProps) {
  const { t } = useTranslation('edits')
  const box = useRef<HTMLDivElement>(null)
  const handlers = useCropPointer(box, crop, { onCrop, onPoint })
  const isScripted = useScripted()
  const [settled, setSettled] = useState({ src: '', failed: false })
  const { left, top, width, height } = crop
  const noteShape = (image: HTMLImageElement | null) => {
    if (!image?.complete || !image.naturalWidth) return
    onShape(image.naturalWidth / image.naturalHeight)
  }
  return (
    <div className="edit-stage">
      <div
        className="edit-canvas"
        ref={box}
        {...handlers}
        data-scripted={isScripted || undefined}
        style={{ ['--shape' as string]: shape }}
      >
        <img
          src={src}
          alt={t('stage.alt')}
          draggable={false}
          onLoad={(event) => {
            noteShape(event.currentTarget)
            setSettled({ src, failed: false })
          }}
          ref={noteShape}
          onError={() => setSettled({ src, failed: true })}
        />
        <div
          className="edit-crop"
          aria-hidden="true"
          style={{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) }}
        >
          {isScripted &&
            PARTS.map((part) => <span key={part} className={`edit-handle edit-handle-${part}`} data-part={part} />)}
        </div>
        {point && (
          <span
            className="edit-point"
            data-proposed={isProposed || undefined}
            aria-hidden="true"
            style={{ left: percent(point.x), top: percent(point.y) }}
          />
        )}
      </div>
      <p role="status" className="muted edit-state">
        {settled.src === src ? settled.failed && t('stage.failed') : isScripted && t('stage.making')}
      </p>
    </div>
  )
}
