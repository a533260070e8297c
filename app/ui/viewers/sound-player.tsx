import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { cannotPlay } from './film/cannot-play'
import { useIsland } from './island'
import { Waveform } from './sound/waveform'

export interface SoundPlayerProps {
  sources: { src: string; type: string }[]
  /** How loud the sound is, 0 to 1, at equal distances over it (800 numbers). */
  peaks: number[]
  /** Seconds. */
  duration: number
  title: string
  coverUrl?: string
}

/** A sound with its waveform; with the controls of the browser until scripts have loaded. */
export function SoundPlayer(props: SoundPlayerProps) {
  const { sources, peaks, title, coverUrl } = props
  const { t } = useTranslation('viewer')
  const audio = useRef<HTMLAudioElement>(null)
  const [hydrated, setHydrated] = useState(false)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    setHydrated(true)
    const sound = audio.current
    if (!sound) return
    const check = () => setBroken(cannotPlay(sound))
    check()
    sound.addEventListener('error', check, true)
    return () => sound.removeEventListener('error', check, true)
  }, [])
  const { Component: Controls } = useIsland(() => import('./sound/sound-controls'), hydrated)
  const owns = Controls !== undefined && !isBroken
  return (
    <section className="viewer sound" aria-label={t('sound.name', { title })}>
      {coverUrl && <img className="sound-cover" src={coverUrl} alt="" loading="lazy" decoding="async" />}
      <div className="sound-body">
        {owns ? <Controls {...props} audio={audio} /> : <Waveform peaks={peaks} />}
        {/* biome-ignore lint/a11y/useMediaCaption: captions belong to films */}
        <audio ref={audio} controls={!owns} preload="metadata" aria-label={title}>
          {sources.map(({ src, type }) => (
            <source key={src} src={src} type={type} />
          ))}
        </audio>
        {isBroken && (
          <Notice tone="warn" live="polite" title={t('sound.cannot_play')}>
            {t('sound.cannot_play_why')}
          </Notice>
        )}
      </div>
    </section>
  )
}
