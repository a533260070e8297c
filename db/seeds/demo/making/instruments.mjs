// Instruments of the brand's sound, as functions that add samples to a stereo mix. Times in seconds, pitches as MIDI numbers.
export const RATE = 44_100
const TURN = 2 * Math.PI
const hertz = (pitch) => 440 * 2 ** ((pitch - 69) / 12)

/** A repeatable source of numbers from -1 to 1 (mulberry32), so that the sound is the same every time. */
export function noise(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1
  }
}

/** An empty stereo mix. */
export const newMix = (seconds) => ({
  left: new Float64Array(Math.ceil(seconds * RATE)),
  right: new Float64Array(Math.ceil(seconds * RATE)),
})

function add({ left, right }, at, value, pan) {
  if (at < 0 || at >= left.length) return
  left[at] += value * Math.cos(((pan + 1) * Math.PI) / 4)
  right[at] += value * Math.sin(((pan + 1) * Math.PI) / 4)
}

/** A plucked string: a burst of noise in a delay line that loses its high tones (Karplus and Strong, 1983). */
export function pluck(mix, { start, pitch, loud = 0.3, pan = 0, seconds = 3 }) {
  const random = noise(Math.round(pitch * 1000 + start * 77))
  const length = Math.round(RATE / hertz(pitch))
  const line = Float64Array.from({ length }, random)
  for (let pass = 0; pass < 2; pass++) for (let i = 0; i < length; i++) line[i] = (line[i] + line[(i + 1) % length]) / 2
  const first = Math.round(start * RATE)
  for (let i = 0; i < seconds * RATE; i++) {
    const [here, next] = [i % length, (i + 1) % length]
    const value = line[here]
    line[here] = 0.4985 * (line[here] + line[next])
    add(mix, first + i, value * loud * 1.8, pan)
  }
}

/** A soft chord that swells and fades, of slightly detuned sines. */
export function pad(mix, { start, pitches, seconds, loud = 0.05 }) {
  const first = Math.round(start * RATE)
  const total = Math.round(seconds * RATE)
  for (const [index, pitch] of pitches.entries())
    for (const [detune, pan] of [
      [0.997, -0.7],
      [1, 0],
      [1.003, 0.7],
    ]) {
      const step = (TURN * hertz(pitch) * detune) / RATE
      for (let i = 0; i < total; i++) {
        const swell = Math.sin((Math.PI * i) / total) ** 1.2
        const tremble = 1 + 0.12 * Math.sin((TURN * (4.1 + index * 0.3) * i) / RATE)
        const tone = Math.sin(step * i) + 0.3 * Math.sin(2 * step * i) + 0.1 * Math.sin(3 * step * i)
        add(mix, first + i, tone * swell * tremble * loud, pan)
      }
    }
}

/** A struck plank of wood, as of a txalaparta. */
export function wood(mix, { start, pitch, loud = 0.25, pan = 0 }) {
  const random = noise(Math.round(start * 991 + pitch))
  const first = Math.round(start * RATE)
  for (let i = 0; i < 0.35 * RATE; i++) {
    const time = i / RATE
    const body = Math.sin(TURN * hertz(pitch) * time) * Math.exp(-time * 18)
    const ring = 0.5 * Math.sin(TURN * hertz(pitch) * 2.76 * time) * Math.exp(-time * 34)
    const stroke = 0.4 * random() * Math.exp(-time * 320)
    add(mix, first + i, (body + ring + stroke) * loud, pan)
  }
}

/** A small bell with the partials of a bar. */
export function bell(mix, { start, pitch, loud = 0.1, pan = 0 }) {
  const first = Math.round(start * RATE)
  for (let i = 0; i < 3 * RATE; i++) {
    const time = i / RATE
    let tone = 0
    for (const [ratio, part, fade] of [
      [1, 1, 1.6],
      [2.01, 0.5, 2.6],
      [3.02, 0.28, 4],
      [5.4, 0.14, 7],
    ])
      tone += part * Math.sin(TURN * hertz(pitch) * ratio * time) * Math.exp(-time * fade)
    add(mix, first + i, tone * loud, pan)
  }
}

/** Adds the echo of a valley: four delays that feed themselves, and two that blur them (Schroeder, 1962). */
export function valley({ left, right }, { wet = 0.28 } = {}) {
  for (const [channel, shift] of [
    [left, 0],
    [right, 23],
  ]) {
    const echo = new Float64Array(channel.length)
    for (const delay of [1687, 1601, 2053, 2251]) {
      const line = new Float64Array(delay + shift)
      for (let i = 0; i < channel.length; i++) {
        const slot = i % line.length
        echo[i] += line[slot] / 4
        line[slot] = channel[i] + line[slot] * 0.8
      }
    }
    for (const delay of [347, 113]) {
      const line = new Float64Array(delay + shift)
      for (let i = 0; i < echo.length; i++) {
        const slot = i % line.length
        const out = line[slot] - 0.7 * echo[i]
        line[slot] = echo[i] + 0.7 * out
        echo[i] = out
      }
    }
    for (let i = 0; i < channel.length; i++) channel[i] = channel[i] * (1 - wet / 2) + echo[i] * wet
  }
}

/** The mix as 16-bit stereo samples, as loud as they may be, faded out over the last `fade` seconds. */
export function toPcm({ left, right }, { fade = 2 } = {}) {
  let peak = 0
  for (const channel of [left, right]) for (const value of channel) peak = Math.max(peak, Math.abs(value))
  const pcm = Buffer.alloc(left.length * 4)
  for (let i = 0; i < left.length; i++) {
    const gain = (0.85 / peak) * Math.min(1, (left.length - i) / (fade * RATE))
    pcm.writeInt16LE(Math.round(left[i] * gain * 32_767), i * 4)
    pcm.writeInt16LE(Math.round(right[i] * gain * 32_767), i * 4 + 2)
  }
  return pcm
}
