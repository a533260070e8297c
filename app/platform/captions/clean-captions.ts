import { DomainError } from '~/platform/errors'
import { decodeText } from '~/platform/metadata/decode-text'
import { type Cue, MOST_CAPTION_BYTES } from './cue'
import { vttTime } from './cue-times'
import { readCaptions } from './read-captions'

export interface CleanCaptions {
  /** A WebVTT file of cues alone. */
  vtt: string
  cueCount: number
}

/**
 * Returns WebVTT made anew of a WebVTT or SubRip file, given as text or as bytes of UTF-8, UTF-16 with byte order mark or
 * Windows-1252. Throws `captions.too_long` before it reads more than 1 MB, and what `readCaptions` throws.
 */
export function cleanCaptions(source: string | Buffer): CleanCaptions {
  requireShort(source)
  const cues = readCaptions(typeof source === 'string' ? source : decodeText(source))
  const vtt = `WEBVTT\n\n${cues.map(blockOf).join('\n\n')}\n`
  // Characters of another encoding and escapes take more bytes than before.
  requireShort(vtt)
  return { vtt, cueCount: cues.length }
}

function requireShort(source: string | Buffer): void {
  if (Buffer.byteLength(source) > MOST_CAPTION_BYTES) throw new DomainError('captions.too_long')
}

const blockOf = ({ start, end, settings, text }: Cue): string =>
  `${vttTime(start)} --> ${vttTime(end)}${settings}\n${text}`
