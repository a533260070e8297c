import type { Credit } from '~/platform/images/credit'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { creditTags } from './credit-tags'
import { INPUT_ARGS, type MediaFacts } from './media-facts.server'
import { pictureFile, runForFile } from './run-step.server'

/** What keeps an encoder from taking all cores. */
export const THREADS = ['-threads', '2', '-filter_threads', '1']
/** Metadata of the original, among which the place where a phone filmed, stays behind. */
export const CLEAN = ['-map_metadata', '-1', '-map_chapters', '0', '-fflags', '+bitexact']

/** Frames in a strip, side by side. */
export const STRIP_FRAMES = 20
const STRIP_WIDTH = 160

/** Takes a frame that represents the film: the most typical of two seconds after a tenth of it. Throws ConvertError. */
export async function filmPoster(task: ConversionTask, { duration }: MediaFacts): Promise<ConvertedPicture> {
  // Of a film of few frames there may be none after a tenth.
  const file = await frameAfter(task, Math.min(duration * 0.1, 30)).catch(() => frameAfter(task, 0))
  return pictureFile(file, 'jpg')
}

const frameAfter = (task: ConversionTask, at: number): Promise<string> =>
  runForFile(task, {
    program: 'ffmpeg',
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, ...THREADS, '-ss', at.toFixed(3), '-i', input],
      ...['-map', '0:V:0', '-vf', 'thumbnail=50', '-frames:v', '1', '-q:v', '2', `${outDir}/poster.jpg`],
    ],
  })

/** Frames of the whole film side by side, for looking through it without playing it. Throws ConvertError. */
export async function filmStrip(task: ConversionTask, { duration }: MediaFacts): Promise<string> {
  const rate = STRIP_FRAMES / Math.max(duration, 0.1)
  return runForFile(task, {
    program: 'ffmpeg',
    seconds: 600,
    args: ({ input, outDir }) => [
      // Key frames suffice in a long film, and spare decoding all of it.
      ...[
        '-nostdin',
        '-y',
        ...(duration > 120 ? ['-skip_frame', 'nokey'] : []),
        ...INPUT_ARGS,
        ...THREADS,
        '-i',
        input,
      ],
      ...['-map', '0:V:0', '-vf', `fps=${rate.toFixed(6)}:round=up,scale=${STRIP_WIDTH}:-2,tile=${STRIP_FRAMES}x1`],
      ...['-frames:v', '1', '-q:v', '4', `${outDir}/strip.jpg`],
    ],
  })
}

/** The queue gives a job that runs for four hours to another worker; a film has two encodings. */
const MOST_SECONDS = 6600
/** Returns the most seconds that an encoding may take, which may be longer than the film. */
export const encodingSeconds = ({ duration }: MediaFacts): number => Math.min(MOST_SECONDS, 900 + duration * 4)
/** Most bytes of an encoded film. */
export const LARGEST_FILM = 20 * 1024 ** 3
/** Address space of an encoder: frames of 4K and 8K that wait for each other. */
export const ENCODER_BYTES = 4 * 1024 ** 3

/**
 * Encodes H.264 and AAC in MP4, within a number of lines (of the shorter side) and never enlarged, playable while it loads.
 * Throws ConvertError.
 */
export async function filmToMp4(
  task: ConversionTask,
  facts: MediaFacts,
  { lines, credit = {} }: { lines: number; credit?: Credit },
): Promise<string> {
  return runForFile(task, {
    program: 'ffmpeg',
    seconds: encodingSeconds(facts),
    outputBytes: LARGEST_FILM,
    memoryBytes: ENCODER_BYTES,
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, ...THREADS, '-i', input, ...CLEAN, '-map', '0:V:0', '-map', '0:a:0?'],
      ...['-vf', `${withinLines(lines)},format=yuv420p`],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22', '-profile:v', 'high', '-threads', '2'],
      ...[
        '-c:a',
        'aac',
        '-b:a',
        '160k',
        '-ac',
        '2',
        ...creditTags(credit),
        '-movflags',
        '+faststart',
        `${outDir}/film.mp4`,
      ],
    ],
  })
}

/** Returns a filter that brings the shorter side to at most `lines`, with even sides, which 4:2:0 needs. */
export const withinLines = (lines: number): string => {
  const scale = `min(1\\,${lines}/min(iw\\,ih))`
  return `scale=w='trunc(iw*${scale}/2)*2':h='trunc(ih*${scale}/2)*2'`
}
