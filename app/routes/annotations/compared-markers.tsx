import { useTranslation } from 'react-i18next'
import { typedText } from '~/domain/annotations/mentions'
import { formatNumber } from '~/i18n/format'
import { urls } from '~/urls'
import { type Annotation, isPicturePlace } from './annotations-context'
import { boxStyle, markerStyle } from './marker-style'

interface ComparedMarkersProps {
  assetId: string
  annotations: Annotation[]
  /** Pixels of the picture, and of the area in which it is shown. */
  picture: { width: number; height: number }
  canvas: { width: number; height: number }
}

/** The markers of open annotations on a picture that is compared; each leads to its thread. */
export function ComparedMarkers({ assetId, annotations, picture, canvas }: ComparedMarkersProps) {
  const { t, i18n } = useTranslation('annotations')
  const shown = annotations.flatMap(({ place, ...annotation }) =>
    isPicturePlace(place) ? [{ ...annotation, place }] : [],
  )
  if (shown.length === 0) return null
  const ratio = (picture.width * canvas.height) / (picture.height * canvas.width)
  const [width, height] = [Math.min(1, ratio), Math.min(1, 1 / ratio)]
  const percent = (part: number) => `${part * 100}%`
  const inset = `${percent((1 - height) / 2)} ${percent((1 - width) / 2)}`
  return (
    <div className="compare-markers" style={{ aspectRatio: `${canvas.width} / ${canvas.height}` }}>
      <div className="marker-layer" style={{ inset }}>
        {shown.map(({ number, place }) =>
          place.kind === 'box' ? (
            <span key={`box ${number}`} className="marker-box" aria-hidden="true" style={boxStyle(place)} />
          ) : null,
        )}
        {shown.map(({ number, place, state, comments }) => (
          <a
            key={number}
            className="marker"
            data-state={state}
            href={urls.library.annotation(assetId, number)}
            style={markerStyle(place)}
            aria-label={t('marker', {
              number,
              state: t(`state.${state}`),
              text: typedText(comments[0]?.parts ?? []).slice(0, 80),
            })}
            // The stage below is moved by presses.
            onPointerDown={(event) => event.stopPropagation()}
          >
            {formatNumber(number, i18n.language)}
          </a>
        ))}
      </div>
    </div>
  )
}
