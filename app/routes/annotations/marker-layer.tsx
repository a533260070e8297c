import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isPicturePlace, type PicturePlace, useAnnotations } from './annotations-context'
import { DraftMarker } from './draft-marker'
import { Marker } from './marker'
import { boxStyle } from './marker-style'
import { usePlacing } from './use-placing'

/** The markers on a picture, or on one page of a document (from 1), and the one that is being placed. */
export function MarkerLayer({ page }: { page: number | null }) {
  const { t } = useTranslation('annotations')
  const annotations = useAnnotations()
  const box = useRef<HTMLDivElement>(null)
  const drafted = annotations?.draft?.place
  const isPlacing = drafted !== undefined && isPicturePlace(drafted)
  const pointer = usePlacing(box, page, annotations?.place)
  if (!annotations) return null
  const here = annotations.shown.flatMap(({ place, isShown, ...annotation }) =>
    isShown && isPicturePlace(place) && place.page === page ? [{ ...annotation, place }] : [],
  )
  if (here.length === 0 && !isPlacing) return null
  const boxes = here.filter(({ place, number }) => place.kind === 'box' && number === annotations.active)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links over a picture
    <div
      ref={box}
      className="marker-layer"
      role="group"
      aria-label={t('markers')}
      data-placing={isPlacing || undefined}
      {...(isPlacing ? pointer : {})}
    >
      {here.map(({ number, place }) => (
        <BoxFrame key={`box ${number}`} place={place} isActive={boxes.some((each) => each.number === number)} />
      ))}
      {here.map((annotation) => (
        <Marker key={annotation.number} annotation={annotation} />
      ))}
      {isPlacing && drafted.page === page && <DraftMarker place={drafted} />}
    </div>
  )
}

function BoxFrame({ place, isActive }: { place: PicturePlace; isActive: boolean }) {
  if (place.kind !== 'box') return null
  return <span className="marker-box" data-active={isActive || undefined} aria-hidden="true" style={boxStyle(place)} />
}
