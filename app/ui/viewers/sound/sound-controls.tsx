import '../../styles/viewer-player.css'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import { cssVars } from '../css-vars'
import { actionOfKey, type FilmAction } from '../film/keys'
import { SpeedMenu } from '../film/speed-menu'
import { VolumeControl } from '../film/volume-control'
import { mediaActions } from '../media-actions'
import type { SoundPlayerProps } from '../sound-player'
import { clamp, formatTime, spokenTime } from '../time'
import { type Media, useMedia } from '../use-media'
import { usePointerSeek } from '../use-pointer-seek'
import { Waveform } from './waveform'

/** The controls of a sound: its waveform is the slider. */
export default function SoundControls(props: SoundPlayerProps & { audio: RefObject<HTMLAudioElement> }) {
  const { audio, peaks, duration } = props
  const { t } = useTranslation('viewer')
  const media = useMedia(audio, duration)
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event)
    const acts: Partial<Record<FilmAction, () => void>> = mediaActions(media)
    const act = action && acts[action]
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

function WaveSlider({ media, peaks }: { media: Media; peaks: readonly number[] }) {
  const { t, i18n } = useTranslation('viewer')
  const { time, duration } = media
  const { pointed, onPointer } = usePointerSeek(media)
  const part = (seconds: number) => (duration > 0 ? clamp(seconds / duration, 0, 1) : 0)
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
      {...onPointer}
      style={cssVars({ '--played': part(time), '--at': part(pointed ?? 0) })}
    >
      <Waveform peaks={peaks} isLive />
      {pointed !== undefined && (
        <span className="wave-pointer" aria-hidden="true">
          <span>{formatTime(pointed)}</span>
        </span>
      )}
    </div>
  )
}
