import { DomainError } from '~/platform/errors'

export interface CueTimes {
  start: number
  end: number
  /** What follows the times on their line. */
  rest: string
}

/** Whether a line says when a cue is shown: nothing else may contain the arrow (WebVTT, section 4.1). */
export const isTimesLine = (line: string): boolean => line.includes('-->')

/** Section 4.1: hours of two digits or more, which may be left out, and a full stop before the milliseconds. */
const VTT_TIME = /^(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/
/** SubRip has no standard; files in use have one to three digits of milliseconds after a comma or a full stop. */
const SRT_TIME = /^(\d{1,4}):([0-5]?\d):([0-5]?\d)[,.](\d{1,3})$/

/**
 * Reads a line `start --> end`, times in milliseconds. `number` is that of the line in its file, for errors. Throws
 * `captions.bad_time`, and `captions.ends_before_start` when the end does not come after the start.
 */
export function cueTimesOf(line: string, number: number, format: 'vtt' | 'srt'): CueTimes {
  const split = line.indexOf('-->')
  const after = line.slice(split + 3).trim()
  const gap = after.search(/[ \t]/)
  const pattern = format === 'vtt' ? VTT_TIME : SRT_TIME
  const start = millisecondsOf(line.slice(0, split).trim(), pattern)
  const end = millisecondsOf(gap < 0 ? after : after.slice(0, gap), pattern)
  if (start === undefined || end === undefined) throw new DomainError('captions.bad_time', { line: number })
  if (end <= start) throw new DomainError('captions.ends_before_start', { line: number })
  return { start, end, rest: gap < 0 ? '' : after.slice(gap) }
}

function millisecondsOf(text: string, pattern: RegExp): number | undefined {
  if (text.length > 16) return undefined
  const [, hours = '0', minutes, seconds, fraction] = pattern.exec(text) ?? []
  if (minutes === undefined || seconds === undefined || fraction === undefined) return undefined
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
}

/** Returns milliseconds as WebVTT writes a time, always with hours. */
export function vttTime(milliseconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const seconds = milliseconds / 1000
  const fraction = String(milliseconds % 1000).padStart(3, '0')
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`
}
