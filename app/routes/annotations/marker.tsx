import { useTranslation } from 'react-i18next'
import { typedText } from '~/domain/annotations/mentions'
import { formatNumber } from '~/i18n/format'
import { type Annotation, type PicturePlace, threadId, useAnnotations } from './annotations-context'
import { markerStyle } from './marker-style'

/** Characters of a comment that name its marker. */
const NAMED = 80

/** The number of an annotation at its place; leads to its thread. */
export function Marker({
  annotation,
}: {
  annotation: Omit<Annotation, 'place' | 'isShown'> & { place: PicturePlace }
}) {
  const { number, state, place, comments } = annotation
  const { t, i18n } = useTranslation('annotations')
  const annotations = useAnnotations()
  const text = typedText(comments[0]?.parts ?? []).slice(0, NAMED)
  return (
    <a
      href={`#${threadId(number)}`}
      className="marker"
      data-state={state}
      data-active={annotations?.active === number || undefined}
      style={markerStyle(place)}
      title={text}
      aria-label={t('marker', { number, state: t(`state.${state}`), text })}
      onClick={(event) => {
        if (!annotations || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        annotations.open(number)
      }}
    >
      {formatNumber(number, i18n.language)}
    </a>
  )
}
