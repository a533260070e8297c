import '../../styles/viewer-player.css'
import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import { cssVars } from '../css-vars'
import { actionOfKey, type FilmAction } from '../film/keys'
import { SpeedMenu } from '../film/speed-menu'
import { VolumeControl } from '../film/volume-control'
import type { SoundPlayerProps } from '../sound-player'
import { clamp, formatTime, spokenTime } from '../time'
import { type Media, useMedia } from '../use-media'
import { Waveform } from './waveform'

/** The controls of a sound: its waveform is the slider. */
export default function SoundControls(props: SoundPlayerProps & { audio: RefObject<HTMLAudioElement> }) {
  const { audio, peaks, duration } = props
  const { t } = useTranslation('viewer')
  const media = useMedia(audio, duration)
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event)
    const act = action && actionsOf(media)[action]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add a frame and a legend
    <div className="sound-controls" role="group" aria-label={t('film.controls')} onKeyDown={onKeyDown} dir="ltr">
      <WaveSlider media={media} peaks={peaks} />
      <div className="film-row">
        <IconButton
          variant="primary"
          icon={media.isPaused ? 'play' : 'pause'}
          label={t(media.isPaused ? 'film.play' : 'film.pause')}
          onClick={media.toggle}
        />
        <span className="film-time">
          {formatTime(media.time)} <span aria-hidden="true">/</span>
          <span className="sr-only">{t('film.of')}</span> {formatTime(media.duration)}
        </span>
        <span className="film-gap" />
        <VolumeControl media={media} />
        <SpeedMenu media={media} />
      </div>
    </div>
  )
}

const actionsOf = (media: Media): Partial<Record<FilmAction, () => void>> => ({
  play: media.toggle,
  back5: () => media.move(-5),
  forward5: () => media.move(5),
  back10: () => media.move(-10),
  forward10: () => media.move(10),
  louder: () => media.setVolume(media.volume + 0.1),
  quieter: () => media.setVolume(media.volume - 0.1),
  mute: media.toggleMuted,
  start: () => media.seek(0),
  end: () => media.seek(media.duration),
})

function WaveSlider({ media, peaks }: { media: Media; peaks: readonly number[] }) {
  const { t, i18n } = useTranslation('viewer')
  const [pointed, setPointed] = useState<number>()
  const { time, duration, seek } = media
  const at = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return width > 0 ? clamp((clientX - left) / width, 0, 1) : 0
  }
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    seek(at(event) * duration)
  }
  const onPointerMove = (event: PointerEvent) => {
    setPointed(at(event))
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(at(event) * duration)
  }
  const spoken = (seconds: number) => spokenTime(seconds, i18n.language)
  return (
    <div
      className="wave"
      role="slider"
      tabIndex={0}
      aria-label={t('sound.seek')}
      aria-valuemin={0}
      aria-valuemax={Math.floor(duration)}
      aria-valuenow={Math.floor(time)}
      aria-valuetext={t('film.position', { time: spoken(time), total: spoken(duration) })}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPointed(undefined)}
      style={cssVars({ '--played': duration > 0 ? clamp(time / duration, 0, 1) : 0, '--at': pointed ?? 0 })}
    >
      <Waveform peaks={peaks} isLive />
      {pointed !== undefined && (
        <span className="wave-pointer" aria-hidden="true">
          <span>{formatTime(pointed * duration)}</span>
        </span>
      )}
    </div>
  )
}
