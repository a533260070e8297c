/** Bars that are drawn: as many as stay apart on a wide screen. */
export const BARS = 200

/** Returns the heights of the bars of a waveform, 0 to 1: of each the loudest of the peaks that it stands for. */
export function barsOf(peaks: readonly number[], bars = BARS): number[] {
  if (peaks.length === 0) return []
  const count = Math.min(bars, peaks.length)
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count))
    const loudest = peaks.slice(from, to).reduce((most, peak) => (peak > most ? peak : most), 0)
    return Math.min(1, loudest)
  })
}

/** Returns the bars as one SVG path in a box of one unit per bar and a height of 100, mirrored at the middle. */
export function waveformPath(bars: readonly number[]): string {
  return bars
    .map((height, bar) => {
      const half = Math.max(1, Math.round(height * 48))
      return `M${bar + 0.5} ${50 - half}v${2 * half}`
    })
    .join('')
}
