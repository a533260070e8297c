import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { FilmCaptions } from '../film-player'

export interface CaptionsState {
  /** Language of the captions shown; undefined if they are off. */
  chosen: string | undefined
  choose: (lang: string | undefined) => void
  /** Switches between off and the language shown last. */
  toggle: () => void
  /** What is shown now. */
  cues: readonly VTTCue[]
}

const NONE: readonly VTTCue[] = []

/** Follows the captions of a film. The browser reads them and says when; it does not draw them. */
export function useCaptions(video: RefObject<HTMLVideoElement>, captions: readonly FilmCaptions[]): CaptionsState {
  const [chosen, choose] = useState(() => captions.find(({ isDefault }) => isDefault)?.lang)
  const [last, setLast] = useState(chosen ?? captions[0]?.lang)
  const [cues, setCues] = useState(NONE)
  useEffect(() => {
    if (chosen !== undefined) setLast(chosen)
    const tracks = [...(video.current?.textTracks ?? [])]
    const wanted = tracks[captions.findIndex(({ lang }) => lang === chosen)]
    for (const track of tracks) track.mode = track === wanted ? 'hidden' : 'disabled'
    setCues(NONE)
    if (!wanted) return
    const follow = () => setCues([...(wanted.activeCues ?? [])].filter(isText))
    follow()
    wanted.addEventListener('cuechange', follow)
    return () => wanted.removeEventListener('cuechange', follow)
  }, [video, captions, chosen])
  const toggle = useCallback(() => choose((before) => (before === undefined ? last : undefined)), [last])
  return { chosen, choose, toggle, cues }
}

const isText = (cue: TextTrackCue): cue is VTTCue => cue instanceof VTTCue
