import { DomainError } from '~/platform/errors'
import { parseFilmTime } from '~/platform/film-time'
import type { Clip, FilmFormat, PresetSettings } from '~/platform/images/preset-settings'

/** What a part of a film is downloaded as, and the lines of its shorter side. */
export const CLIP_FORMS = {
  'mp4-1080': { format: 'mp4', lines: 1080 },
  'mp4-720': { format: 'mp4', lines: 720 },
  gif: { format: 'gif', lines: 360 },
} as const satisfies Record<string, { format: FilmFormat; lines: number }>
export type ClipForm = keyof typeof CLIP_FORMS
export const CLIP_FORM_NAMES = Object.keys(CLIP_FORMS) as ClipForm[]

/** Limits of a clip, in milliseconds: a frame of the slowest films, and what is made while somebody waits. */
const SHORTEST = 100
export const LONGEST_CLIP = { mp4: 600_000, gif: 15_000 } as const
/** Milliseconds of a clip that is made at once, and not after the films that are being made. */
const MADE_AT_ONCE = 60_000

/** Whether a clip is made beside the films of the library, whose turn may come after an hour. */
export const isMadeAtOnce = ({ from, to }: Clip): boolean => to - from <= MADE_AT_ONCE

/**
 * Returns the settings of a clip from the fields of its form. Throws `rendition.unknown` for a form that is not offered,
 * `clip.time` for a time that cannot be read, `clip.order` when it ends before it has begun, and `clip.too_long`.
 */
export function clipSettings({ from, to, form }: Partial<Record<string, string>>): PresetSettings {
  if (form === undefined || !Object.hasOwn(CLIP_FORMS, form)) throw new DomainError('rendition.unknown')
  const { format, lines } = CLIP_FORMS[form as ClipForm]
  const [start, end] = [parseFilmTime(from ?? ''), parseFilmTime(to ?? '')]
  if (start === undefined) throw new DomainError('clip.time', { field: 'from', given: (from ?? '').slice(0, 20) })
  if (end === undefined) throw new DomainError('clip.time', { field: 'to', given: (to ?? '').slice(0, 20) })
  if (end - start < SHORTEST) throw new DomainError('clip.order', { field: 'to' })
  const longest = LONGEST_CLIP[format]
  if (end - start > longest) throw new DomainError('clip.too_long', { field: 'to', seconds: longest / 1000 })
  return {
    ...{ format, width: null, height: null, fit: 'inside', colourSpace: 'srgb', quality: null, dpi: null },
    ...{ background: '#ffffff', clip: { from: start, to: end, lines } },
  }
}
