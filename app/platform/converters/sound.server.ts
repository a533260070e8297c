import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Credit } from '~/platform/images/credit'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { creditTags } from './credit-tags'
import { INPUT_ARGS, type MediaFacts } from './media-facts.server'
import { pictureFile, runForFile } from './run-step.server'

/** Parts of a waveform. */
export const PEAKS = 800
/** Hertz of the samples that a waveform is read from. */
const SAMPLE_RATE = 8000
const BYTES_PER_SAMPLE = 2

/** Returns the loudest sample of each of `PEAKS` equal parts of a sound, 0 to 1 with two decimals. Throws ConvertError. */
export async function readPeaks(task: ConversionTask): Promise<number[]> {
  const pcm = await runForFile(task, {
    program: 'ffmpeg',
    seconds: 600,
    outputBytes: 4 * 1024 ** 3,
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, '-threads', '2', '-i', input, '-map', '0:a:0'],
      ...['-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', `${outDir}/sound.pcm`],
    ],
  })
  return peaksIn(pcm)
}

async function peaksIn(pcm: string): Promise<number[]> {
  const samples = Math.floor((await stat(pcm)).size / BYTES_PER_SAMPLE)
  const peaks = new Array<number>(PEAKS).fill(0)
  let at = 0
  let odd: Buffer = Buffer.alloc(0)
  for await (const part of createReadStream(pcm) as AsyncIterable<Buffer>) {
    const bytes = odd.length ? Buffer.concat([odd, part]) : part
    const whole = bytes.length - (bytes.length % BYTES_PER_SAMPLE)
    for (let offset = 0; offset < whole; offset += BYTES_PER_SAMPLE) {
      const bucket = Math.min(PEAKS - 1, Math.floor((at++ * PEAKS) / Math.max(1, samples)))
      const loud = Math.abs(bytes.readInt16LE(offset)) / 32_768
      if (loud > (peaks[bucket] ?? 0)) peaks[bucket] = loud
    }
    odd = bytes.subarray(whole)
  }
  return peaks.map((peak) => Math.round(peak * 100) / 100)
}

/** Takes the cover out of a sound file. Throws ConvertError. */
export async function soundCover(task: ConversionTask): Promise<ConvertedPicture> {
  const file = await runForFile(task, {
    program: 'ffmpeg',
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, '-i', input, '-an', '-map', '0:v:0', '-frames:v', '1', '-q:v', '2'],
      `${outDir}/cover.jpg`,
    ],
  })
  return pictureFile(file, 'jpg')
}

/** Draws a waveform as a picture for lists. */
export async function drawWaveform(task: ConversionTask, peaks: readonly number[]): Promise<ConvertedPicture> {
  const [width, height, bars] = [1600, 900, 80]
  const step = width / bars
  const each = Math.max(1, Math.floor(peaks.length / bars))
  const rects = Array.from({ length: bars }, (_, bar) => {
    const loud = Math.max(0.02, ...peaks.slice(bar * each, (bar + 1) * each))
    const high = loud * height * 0.7
    const [x, y] = [bar * step + step * 0.2, (height - high) / 2]
    return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.6).toFixed(1)}" height="${high.toFixed(1)}" rx="4"/>`
  })
  const file = path.join(task.workDir, 'waveform.svg')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#f3f3f0"/><g fill="#5d5f58">${rects.join('')}</g></svg>`
  await writeFile(file, drawing)
  return pictureFile(file, 'svg')
}

/** Encodes MP3 without the metadata of the original. Throws ConvertError. */
export async function soundToMp3(
  task: ConversionTask,
  { duration }: MediaFacts,
  { kbps, credit = {} }: { kbps: number; credit?: Credit },
): Promise<string> {
  return runForFile(task, {
    program: 'ffmpeg',
    seconds: Math.min(3 * 3600, 300 + duration),
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, '-threads', '2', '-i', input, '-map_metadata', '-1', '-map', '0:a:0'],
      ...['-c:a', 'libmp3lame', '-b:a', `${kbps}k`, '-ac', '2', ...creditTags(credit), `${outDir}/sound.mp3`],
    ],
  })
}
