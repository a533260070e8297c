/** Hours, minutes and seconds with up to three decimals, of which the first two may be missing. */
const TIME = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:\.(\d{1,3})\d{0,6})?$/
/** Longer films are not stored as one file. */
const LONGEST_MS = 24 * 3_600_000

/**
 * Returns the milliseconds of a position in a film as people write it, `62.5`, `1:02.5` or `0:01:02.500`, also in Arabic digits
 * and with a decimal comma; undefined for anything else.
 */
export function parseFilmTime(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[,٫]/, '.')
  const found = TIME.exec(plain)
  if (!found) return undefined
  const [, hours, minutes, seconds = '', decimals = ''] = found
  if (minutes !== undefined && Number(seconds) > 59) return undefined
  if (hours !== undefined && Number(minutes) > 59) return undefined
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)
  const time = whole * 1000 + Number(decimals.padEnd(3, '0'))
  return time <= LONGEST_MS ? time : undefined
}

/** Returns milliseconds as a position in a film, `1:02.5`, `1:02:03`; what `parseFilmTime` reads as the same. */
export function filmTime(ms: number): string {
  const time = Math.min(LONGEST_MS, Math.max(0, Math.round(ms) || 0))
  const [hours, minutes, seconds] = [Math.floor(time / 3_600_000), Math.floor(time / 60_000) % 60, time % 60_000]
  const two = (value: number) => String(value).padStart(2, '0')
  const decimals =
    seconds % 1000
      ? `.${String(seconds % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`
      : ''
  const rest = `${two(Math.floor(seconds / 1000))}${decimals}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}
