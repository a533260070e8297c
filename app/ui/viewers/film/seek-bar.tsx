import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVars } from '../css-vars'
import type { FilmChapter } from '../film-player'
import { clamp, formatTime, spokenTime } from '../time'
import type { Media } from '../use-media'
import { usePointerSeek } from '../use-pointer-seek'
import { chapterAt } from './chapter-list'
import { STRIP_FRAMES, stripFrame } from './strip'

export interface SeekBarProps {
  media: Media
  stripUrl?: string
  chapters: FilmChapter[]
  /** Width of the picture by its height. */
  ratio: number
}

/** Seconds of a page key on the slider. */
const PAGE_S = 30

/** Where the film is, as a slider; shows the frame under the pointer, or under the thumb while it has focus. */
export function SeekBar({ media, stripUrl, chapters, ratio }: SeekBarProps) {
  const { t, i18n } = useTranslation('viewer')
  const { pointed, onPointer } = usePointerSeek(media)
  const [hasFocus, setFocus] = useState(false)
  const { time, duration, loaded } = media
  const shown = pointed ?? (hasFocus ? time : undefined)
  const part = (seconds: number) => (duration > 0 ? clamp(seconds / duration, 0, 1) : 0)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return
    event.preventDefault()
    media.move(event.key === 'PageUp' ? PAGE_S : -PAGE_S)
  }
  const chapter = shown === undefined ? undefined : chapters[chapterAt(chapters, shown)]
  const position = t('film.position', {
    time: spokenTime(time, i18n.language),
    total: spokenTime(duration, i18n.language),
  })
  const playing = chapters[chapterAt(chapters, time)]
  return (
    <div
      className="seek"
      role="slider"
      tabIndex={0}
      aria-label={t('film.seek')}
      aria-valuemin={0}
      aria-valuemax={Math.floor(duration)}
      aria-valuenow={Math.floor(time)}
      aria-valuetext={playing ? `${position}, ${playing.title}` : position}
      {...onPointer}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocus(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => setFocus(false)}
      style={cssVars({ '--played': part(time), '--loaded': part(loaded), '--shown': part(shown ?? 0) })}
    >
      <span className="seek-track">
        {chapters.slice(1, 200).map(({ start }) => (
          <span key={start} className="seek-mark" style={cssVars({ '--at': part(start) })} />
        ))}
      </span>
      {shown !== undefined && (
        <span className="seek-preview" aria-hidden="true">
          {stripUrl && (
            <span className="seek-frame" style={cssVars({ '--ratio': ratio })}>
              <img
                src={stripUrl}
                alt=""
                draggable={false}
                style={cssVars({ '--frame': stripFrame(part(shown)), '--frames': STRIP_FRAMES })}
              />
            </span>
          )}
          {chapter && <span dir="auto">{chapter.title}</span>}
          <span>{formatTime(shown)}</span>
        </span>
      )}
    </div>
  )
}
