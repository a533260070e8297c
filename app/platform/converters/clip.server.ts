import type { Credit } from '~/platform/images/credit'
import type { Clip, FilmFormat } from '~/platform/images/preset-settings'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { creditTags } from './credit-tags'
import { CLEAN, ENCODER_BYTES, encodingSeconds, THREADS, withinLines } from './film.server'
import { INPUT_ARGS, type MediaFacts, readMediaFacts } from './media-facts.server'
import { runForFile } from './run-step.server'

/** Most bytes of a clip; one that would be larger ends as `too_large`. */
const LARGEST = { mp4: 2 * 1024 ** 3, gif: 128 * 1024 ** 2, webm: 2 * 1024 ** 3 } as const
const GIF_FRAMES = 12

/**
 * Encodes a part of a film anew, so that it begins with the frame at its first time and not with the key frame before it. Returns
 * the file and its sides. Throws ConvertError, `after_end` when the film has ended before.
 */
export async function filmClip(
  task: ConversionTask,
  facts: MediaFacts,
  { format, clip, credit = {} }: { format: FilmFormat; clip: Clip; credit?: Credit },
): Promise<{ file: string; width: number; height: number }> {
  if (clip.from >= facts.duration * 1000) throw new ConvertError('after_end')
  const seconds = (clip.to - clip.from) / 1000
  // Half a frame earlier, so that the frame that is shown at that time is the first, and not the one after it.
  const halfFrame = facts.video?.frameRate ? 0.5 / facts.video.frameRate : 0
  const start = Math.max(0, clip.from / 1000 - Math.min(halfFrame, 0.05))
  const file = await runForFile(task, {
    program: 'ffmpeg',
    seconds: encodingSeconds({ ...facts, duration: seconds }),
    outputBytes: LARGEST[format],
    memoryBytes: ENCODER_BYTES,
    args: ({ input, outDir }) => [
      ...['-nostdin', '-y', ...INPUT_ARGS, ...THREADS, '-ss', start.toFixed(4), '-t', seconds.toFixed(3), '-i', input],
      ...[
        ...CLEAN,
        '-map',
        '0:V:0',
        ...encodingOf(format, clip.lines),
        ...creditTags(credit),
        `${outDir}/clip.${format}`,
      ],
    ],
  })
  const made = await readMediaFacts({ ...task, localPath: file })
  // Sound may go on after the last frame.
  if (!made.video) throw new ConvertError('after_end')
  return { file, width: made.video.width, height: made.video.height }
}

/** Without it the first frame would be there twice, to fill the half frame before it. */
const FROM_ZERO = 'setpts=PTS-STARTPTS'

const encodingOf = (format: FilmFormat, lines: number): string[] =>
  format === 'gif'
    ? [
        '-vf',
        `${FROM_ZERO},fps=${GIF_FRAMES},${withinLines(lines)}:flags=lanczos,split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse`,
      ]
    : [
        ...[
          '-map',
          '0:a:0?',
          '-vf',
          `${FROM_ZERO},${withinLines(lines)},format=yuv420p`,
          '-c:v',
          'libx264',
          '-preset',
          'veryfast',
        ],
        ...['-crf', '20', '-profile:v', 'high', '-threads', '2', '-c:a', 'aac', '-b:a', '192k', '-ac', '2'],
        ...['-movflags', '+faststart'],
      ]
