import { formatUnit } from '~/i18n/format'

/** Returns a position in a film or sound, `0:07`, `12:34`, `1:02:03`; for what is not a time, `0:00`. */
export function formatTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const rest = two(whole % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Returns a position as it is read aloud: `1 minute 12 seconds`. */
export function spokenTime(seconds: number, locale: string): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ]
  const said = parts.filter(([value, unit]) => value > 0 || (unit === 'second' && whole === 0))
  return said.map(([value, unit]) => formatUnit(value, unit, locale)).join(' ')
}

/** Returns a number kept between two bounds. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
