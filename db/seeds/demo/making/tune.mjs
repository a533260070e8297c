// The brand's tune: a plucked figure over two slow chords, planks of wood beneath, a bell at the end.
import { bell, newMix, pad, pluck, toPcm, valley, wood } from './instruments.mjs'

const BEAT = 60 / 84
/** Chords of four beats in D, as MIDI pitches: the lowest first. */
const CHORDS = [
  [50, 57, 62, 66, 69],
  [47, 54, 62, 66, 71],
  [43, 55, 59, 62, 69],
  [45, 57, 61, 64, 69],
]
const FIGURE = [0, 2, 3, 4, 3, 2, 4, 3]
const MELODY = [74, 78, 81, 78, 76, 74, 71, 69, 71, 74, 76, 78, 76, 73, 69, 74]

/** Returns the tune as 16-bit stereo samples at 44,100 Hz. */
export function tune(seconds, fade = 2) {
  const mix = newMix(seconds)
  const bars = Math.ceil(seconds / (4 * BEAT))
  for (let bar = 0; bar < bars; bar++) {
    const chord = CHORDS[bar % CHORDS.length]
    const start = bar * 4 * BEAT
    pad(mix, { start: start - 0.5, pitches: chord.slice(0, 4), seconds: 4 * BEAT + 1.4, loud: 0.02 })
    FIGURE.forEach((tone, step) => {
      const loud = step % 4 === 0 ? 0.3 : 0.2
      pluck(mix, { start: start + (step * BEAT) / 2, pitch: chord[tone], loud, pan: step % 2 ? 0.35 : -0.35 })
    })
    if (bar > 0)
      for (let beat = 0; beat < 4; beat++) {
        const at = start + beat * BEAT
        const pitch = MELODY[(bar * 4 + beat) % MELODY.length]
        if (beat !== 1) pluck(mix, { start: at, pitch, loud: 0.26, pan: 0.1, seconds: 2.5 })
        wood(mix, { start: at, pitch: 50 + (beat % 2) * 5, loud: 0.13, pan: -0.4 })
        if (beat % 2) wood(mix, { start: at + BEAT * 0.66, pitch: 62, loud: 0.09, pan: 0.4 })
      }
  }
  for (const [delay, pitch] of [
    [0, 74],
    [0.18, 78],
    [0.36, 81],
    [0.54, 86],
  ])
    bell(mix, { start: seconds - 3.4 + delay, pitch, loud: 0.12, pan: delay - 0.2 })
  valley(mix)
  return toPcm(mix, { fade })
}
