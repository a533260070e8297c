import type { Credit } from '~/platform/images/credit'
import type { FilmFormat } from '~/platform/images/preset-settings'
import type { ConversionTask } from './conversion-task'
import { creditTags } from './credit-tags'
import { CLEAN, ENCODER_BYTES, encodingSeconds, LARGEST_FILM, THREADS } from './film.server'
import { INPUT_ARGS, type MediaFacts } from './media-facts.server'
import { runForFile } from './run-step.server'

export interface FilmBox {
  format: FilmFormat
  /** Sides in pixels that the film stays within; it is never enlarged. */
  width: number
  height: number
}

/** A GIF grows by half a megabyte a second. */
const GIF_SECONDS = 6
const GIF_FRAMES = 12

const EXTENSIONS = { mp4: 'mp4', webm: 'webm', gif: 'gif' } as const

/** Encodes a film for a download: H.264 and AAC in MP4, VP9 and Opus in WebM, or its first seconds as a GIF. Throws ConvertError. */
export async function filmWithin(
  task: ConversionTask,
  facts: MediaFacts,
  { box, credit = {} }: { box: FilmBox; credit?: Credit },
): Promise<string> {
  const { format } = box
  return runForFile(task, {
    program: 'ffmpeg',
    seconds: encodingSeconds(facts),
    outputBytes: LARGEST_FILM,
    memoryBytes: ENCODER_BYTES,
    args: ({ input, outDir }) => [
      ...[
        '-nostdin',
        '-y',
        ...INPUT_ARGS,
        ...THREADS,
        ...(format === 'gif' ? ['-t', String(GIF_SECONDS)] : []),
        '-i',
        input,
      ],
      ...[...CLEAN, '-map', '0:V:0', ...ENCODINGS[format](withinBox(box)), ...creditTags(credit)],
      `${outDir}/film.${EXTENSIONS[format]}`,
    ],
  })
}

const ENCODINGS: Record<FilmFormat, (scale: string) => string[]> = {
  mp4: (scale) => [
    ...['-map', '0:a:0?', '-vf', `${scale},format=yuv420p`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22'],
    ...['-profile:v', 'high', '-threads', '2', '-c:a', 'aac', '-b:a', '160k', '-ac', '2', '-movflags', '+faststart'],
  ],
  webm: (scale) => [
    ...['-map', '0:a:0?', '-vf', `${scale},format=yuv420p`, '-c:v', 'libvpx-vp9', '-deadline', 'realtime'],
    ...['-cpu-used', '6', '-row-mt', '1', '-b:v', '0', '-crf', '33', '-threads', '2'],
    ...['-c:a', 'libopus', '-b:a', '128k', '-ac', '2'],
  ],
  gif: (scale) => [
    ...[
      '-vf',
      `fps=${GIF_FRAMES},${scale}:flags=lanczos,split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse`,
    ],
  ],
}

/** Returns a filter that brings a film within a box, with even sides, which 4:2:0 needs. */
const withinBox = ({ width, height }: FilmBox): string => {
  const scale = `min(1\\,min(${width}/iw\\,${height}/ih))`
  return `scale=w='max(2\\,trunc(iw*${scale}/2)*2)':h='max(2\\,trunc(ih*${scale}/2)*2)'`
}
