import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import type { Media } from '../use-media'

/** Mutes, and sets the volume; phones have keys for it, and iOS does not let a page set it. */
export function VolumeControl({ media }: { media: Media }) {
  const { t } = useTranslation('viewer')
  const { isMuted, volume } = media
  return (
    <span className="film-volume">
      <IconButton
        icon={isMuted ? 'volume-off' : 'volume'}
        label={t(isMuted ? 'film.unmute' : 'film.mute')}
        onClick={media.toggleMuted}
      />
      <input
        type="range"
        className="range"
        min={0}
        max={1}
        step={0.05}
        value={isMuted ? 0 : volume}
        aria-label={t('film.volume')}
        onChange={(event) => media.setVolume(Number(event.target.value))}
      />
    </span>
  )
}
