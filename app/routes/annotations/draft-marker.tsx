import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '~/i18n/format'
import { Icon } from '~/ui/icon'
import { type PicturePlace, useAnnotations } from './annotations-context'
import { boxStyle, markerStyle } from './marker-style'
import { movedPlace } from './moved-place'

/** The marker that is being placed: the arrows move it, with Shift they make it a box, Enter goes on, Escape gives it up. */
export function DraftMarker({ place }: { place: PicturePlace }) {
  const { t, i18n } = useTranslation('annotations')
  const annotations = useAnnotations()
  const button = useRef<HTMLButtonElement>(null)
  const isPlacing = annotations?.draft?.isPlacing === true
  useEffect(() => {
    if (isPlacing) button.current?.focus()
  }, [isPlacing])
  if (!annotations) return null
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedPlace(place, event)
    if (moved) annotations.place(moved, false)
    else if (event.key === 'Escape') annotations.cancel()
    else return
    event.preventDefault()
    // The viewer has keys of its own.
    event.stopPropagation()
  }
  const share = (part: number) => formatPercent(part, i18n.language)
  const at = t('draft.at', { x: share(place.x), y: share(place.y) })
  return (
    <>
      {place.kind === 'box' && <span className="marker-box" data-active aria-hidden="true" style={boxStyle(place)} />}
      <button
        ref={button}
        type="button"
        className="marker marker-draft"
        style={markerStyle(place)}
        aria-label={t('draft.name')}
        aria-describedby="annotation-placing"
        onKeyDown={onKeyDown}
        onClick={(event) => {
          // A press of Enter or the space bar: a pointer has chosen the place already.
          if (event.detail === 0) annotations.place(place, true)
        }}
      >
        <Icon name="plus" />
      </button>
      <span className="sr-only" role="status">
        {isPlacing ? at : ''}
      </span>
    </>
  )
}
