import { DomainError } from '~/platform/errors'
import { type Cue, MOST_CUES } from './cue'
import { cueSettingsOf } from './cue-settings'
import { cueTextOf } from './cue-text'
import { cueTimesOf, isTimesLine } from './cue-times'

/** What stands before a block of WebVTT that is no cue (section 4.1). */
const NO_CUE = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/
const SIGNATURE = /^WEBVTT(?:[ \t]|$)/
/** Overrides of another format that SubRip files contain, such as `{\an8}`. */
const OVERRIDES = /\{\\[^{}\n]{0,40}\}/g

/**
 * Reads captions as WebVTT (W3C WebVTT 1.0, sections 4 and 6.1) if they begin with its signature, else as SubRip (SRT).
 * Returns the cues in the order of their start; comments, styles, regions and cues without text are left out. Throws, with
 * the number of the line, `captions.unrecognised`, `captions.no_time`, `captions.bad_time`, `captions.ends_before_start`,
 * `captions.too_many` and, without one, `captions.no_cues`.
 */
export function readCaptions(text: string): Cue[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '\ufffd')
    .split(/\r\n|\r|\n/)
  const format = SIGNATURE.test(lines[0] ?? '') ? 'vtt' : 'srt'
  const cues: Cue[] = []
  let at = format === 'vtt' ? endOfBlock(lines, 0) : 0
  if (format === 'srt') requireSrt(lines)
  while (at < lines.length) {
    if (isBlank(lines[at])) at++
    else if (format === 'vtt' && isNoCue(lines, at)) at = endOfBlock(lines, at)
    else at = readCue(lines, at, format, cues)
  }
  if (cues.length === 0) throw new DomainError('captions.no_cues')
  return cues.sort((a, b) => a.start - b.start)
}

/** In WebVTT a line of spaces is text; in files that people edit it is a line that looks empty. */
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''

/** A block that begins with such a word is a cue all the same if a cue has it for a name. */
const isNoCue = (lines: string[], at: number): boolean =>
  NO_CUE.test(lines[at] ?? '') && !isTimesLine(lines[at] ?? '') && !isTimesLine(lines[at + 1] ?? '')

/** Returns the index of the first blank line or line with times at or after `at`, or else the number of lines. */
function endOfBlock(lines: string[], at: number): number {
  let end = at
  while (end < lines.length && !isBlank(lines[end]) && !isTimesLine(lines[end] ?? '')) end++
  return end
}

/** The first line that is not blank numbers the first caption or says when it is shown. */
function requireSrt(lines: string[]): void {
  const first = lines.findIndex((line) => !isBlank(line))
  if (first < 0) throw new DomainError('captions.no_cues')
  if (!/^\s*\d{1,9}\s*$/.test(lines[first] ?? '') && !isTimesLine(lines[first] ?? ''))
    throw new DomainError('captions.unrecognised', { line: first + 1 })
}

/** Reads the cue that begins at `at`, with or without a name, and returns the index of the line after it. */
function readCue(lines: string[], at: number, format: 'vtt' | 'srt', cues: Cue[]): number {
  const times = isTimesLine(lines[at] ?? '') ? at : at + 1
  if (!isTimesLine(lines[times] ?? '')) throw new DomainError('captions.no_time', { line: at + 1 })
  const { start, end, rest } = cueTimesOf(lines[times] ?? '', times + 1, format)
  const last = endOfBlock(lines, times + 1)
  // Without an empty line between two cues, the name of the second stands at the end of the first.
  const isNamed = last > times + 1 && isTimesLine(lines[last] ?? '') && /^\s*\d{1,9}\s*$/.test(lines[last - 1] ?? '')
  const next = isNamed ? last - 1 : last
  const payload = lines.slice(times + 1, next).join('\n')
  const text = cueTextOf(format === 'srt' ? payload.replace(OVERRIDES, '') : payload)
  if (text === '') return next
  if (cues.length === MOST_CUES) throw new DomainError('captions.too_many', { line: times + 1, maximum: MOST_CUES })
  cues.push({ start, end, settings: format === 'vtt' ? cueSettingsOf(rest) : '', text })
  return next
}
