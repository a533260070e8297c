import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilmChapter } from '../film-player'
import { formatTime } from '../time'

/** The chapters of a film below it; with scripts each is a button that goes there. */
export function ChapterList({ chapters, video }: { chapters: FilmChapter[]; video?: RefObject<HTMLVideoElement> }) {
  const { t } = useTranslation('viewer')
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    const film = video?.current
    if (!film) return
    const follow = () => setCurrent(chapterAt(chapters, film.currentTime))
    film.addEventListener('timeupdate', follow)
    return () => film.removeEventListener('timeupdate', follow)
  }, [chapters, video])
  const go = (start: number) => {
    const film = video?.current
    if (!film) return
    film.currentTime = start
    film.play().catch(() => {})
  }
  return (
    <details className="film-chapters" open={chapters.length <= 8}>
      <summary>{t('film.chapters')}</summary>
      <ol>
        {chapters.map(({ start, title }, index) => {
          const name = (
            <>
              <span className="film-chapter-time">{formatTime(start)}</span>
              <span dir="auto">{title}</span>
            </>
          )
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: chapters of a film do not move
            <li key={index}>
              {video ? (
                <button type="button" aria-current={index === current || undefined} onClick={() => go(start)}>
                  {name}
                </button>
              ) : (
                <span>{name}</span>
              )}
            </li>
          )
        })}
      </ol>
    </details>
  )
}

/** Returns the chapter that is played at a time, from 0; -1 if none is. */
export function chapterAt(chapters: readonly FilmChapter[], seconds: number): number {
  return chapters.findLastIndex(({ start, end }) => seconds >= start && (seconds < end || end <= start))
}
