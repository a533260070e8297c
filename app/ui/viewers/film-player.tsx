import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { cannotPlay } from './film/cannot-play'
import { ChapterList } from './film/chapter-list'
import { usePresentFilm } from './film/present-film'
import { useIsland } from './island'

export interface FilmCaptions {
  /** BCP 47 tag. */
  lang: string
  label: string
  /** A WebVTT file. */
  src: string
  isDefault?: boolean
}

export interface FilmChapter {
  /** Seconds. */
  start: number
  end: number
  title: string
}

export interface FilmPlayerProps {
  sources: { src: string; type: string }[]
  posterUrl?: string
  /** One row of 20 frames of equal size, at equal distances over the film. */
  stripUrl?: string
  width: number
  height: number
  /** Seconds. */
  duration: number
  captions: FilmCaptions[]
  chapters: FilmChapter[]
  title: string
}

/** A film with our controls; with those of the browser until scripts have loaded. */
export function FilmPlayer(props: FilmPlayerProps) {
  const { sources, posterUrl, width, height, captions, chapters, title } = props
  const { t } = useTranslation('viewer')
  const stage = useRef<HTMLDivElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const present = usePresentFilm()
  const [hydrated, setHydrated] = useState(false)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    setHydrated(true)
    const film = video.current
    if (!film) return
    present.current = film
    // The browser may have given up before this page had scripts; `error` of a source does not bubble.
    const check = () => setBroken(cannotPlay(film))
    check()
    const events = ['error', 'loadedmetadata', 'playing']
    for (const event of events) film.addEventListener(event, check, true)
    return () => {
      present.current = null
      for (const event of events) film.removeEventListener(event, check, true)
    }
  }, [present])
  const { Component: Controls } = useIsland(() => import('./film/film-controls'), hydrated)
  const owns = Controls !== undefined && !isBroken
  return (
    <section className="viewer film" aria-label={t('film.name', { title })}>
      <div ref={stage} className="film-stage" data-own={owns ? '' : undefined}>
        {/* biome-ignore lint/a11y/useMediaCaption: films without captions exist; those with any have tracks */}
        <video
          ref={video}
          controls={!owns}
          preload="metadata"
          playsInline
          poster={posterUrl}
          width={width || undefined}
          height={height || undefined}
          aria-label={title}
          tabIndex={owns ? -1 : undefined}
        >
          {sources.map(({ src, type }) => (
            <source key={src} src={src} type={type} />
          ))}
          {captions.map(({ lang, label, src, isDefault }) => (
            <track key={src} kind="captions" srcLang={lang} label={label} src={src} default={isDefault} />
          ))}
        </video>
        {owns && <Controls {...props} stage={stage} video={video} />}
      </div>
      {isBroken && (
        <Notice tone="warn" live="polite" title={t('film.cannot_play')}>
          {t('film.cannot_play_why')}
        </Notice>
      )}
      {chapters.length > 0 && <ChapterList chapters={chapters} video={hydrated ? video : undefined} />}
    </section>
  )
}
