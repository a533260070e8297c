import { type RefObject, useEffect, useMemo, useState } from 'react'
import { clamp } from './time'

export interface MediaState {
  isPaused: boolean
  isWaiting: boolean
  hasEnded: boolean
  /** Seconds. */
  time: number
  duration: number
  /** Seconds up to which it is loaded without a gap from here. */
  loaded: number
  volume: number
  isMuted: boolean
  rate: number
}

export interface Media extends MediaState {
  toggle: () => void
  seek: (seconds: number) => void
  /** Moves by seconds from where it is now. */
  move: (seconds: number) => void
  setVolume: (volume: number) => void
  toggleMuted: () => void
  setRate: (rate: number) => void
}

const EVENTS = [
  ...['play', 'pause', 'ended', 'timeupdate', 'seeking', 'seeked', 'durationchange', 'progress'],
  ...['volumechange', 'ratechange', 'waiting', 'playing', 'loadedmetadata', 'canplay'],
]

/** Follows and controls a film or a sound; `known` is its duration in seconds before the browser has read it. */
export function useMedia(element: RefObject<HTMLMediaElement>, known: number): Media {
  const [state, setState] = useState<MediaState>(() => stateOf(element.current, known))
  useEffect(() => {
    const media = element.current
    if (!media) return
    const follow = () => setState(stateOf(media, known))
    follow()
    for (const event of EVENTS) media.addEventListener(event, follow)
    return () => {
      for (const event of EVENTS) media.removeEventListener(event, follow)
    }
  }, [element, known])
  const { duration } = state
  const actions = useMemo(() => {
    const act = (change: (media: HTMLMediaElement) => void) => {
      if (element.current) change(element.current)
    }
    const goTo = (media: HTMLMediaElement, seconds: number) => {
      media.currentTime = clamp(seconds, 0, duration)
    }
    return {
      toggle: () => act(togglePlaying),
      seek: (seconds: number) => act((media) => goTo(media, seconds)),
      move: (seconds: number) => act((media) => goTo(media, media.currentTime + seconds)),
      setVolume: (volume: number) =>
        act((media) => {
          media.volume = clamp(volume, 0, 1)
          media.muted = false
        }),
      toggleMuted: () =>
        act((media) => {
          media.muted = !media.muted
        }),
      setRate: (rate: number) =>
        act((media) => {
          media.playbackRate = rate
        }),
    }
  }, [element, duration])
  return { ...state, ...actions }
}

function togglePlaying(media: HTMLMediaElement): void {
  // A browser may refuse to play; then the button stays as it is.
  if (media.paused) media.play().catch(() => {})
  else media.pause()
}

function stateOf(media: HTMLMediaElement | null, known: number): MediaState {
  if (!media)
    return {
      ...{ isPaused: true, isWaiting: false, hasEnded: false, time: 0, duration: known, loaded: 0 },
      ...{ volume: 1, isMuted: false, rate: 1 },
    }
  const { currentTime: time, buffered } = media
  const ranges = Array.from({ length: buffered.length }, (_, index) => [buffered.start(index), buffered.end(index)])
  const here = ranges.find(([start = 0, end = 0]) => start <= time + 0.1 && end >= time)
  return {
    isPaused: media.paused,
    isWaiting: !media.paused && media.readyState < media.HAVE_FUTURE_DATA,
    hasEnded: media.ended,
    time,
    duration: Number.isFinite(media.duration) && media.duration > 0 ? media.duration : known,
    loaded: here?.[1] ?? 0,
    volume: media.volume,
    isMuted: media.muted || media.volume === 0,
    rate: media.playbackRate,
  }
}
