import type { FilmAction } from './film/keys'
import type { Media } from './use-media'

/** What keys do with a film and with a sound alike. */
export const mediaActions = (media: Media): Record<Exclude<FilmAction, 'fullscreen' | 'captions'>, () => void> => ({
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
