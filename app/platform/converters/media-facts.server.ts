import { z } from 'zod'
import type { ConversionTask } from './conversion-task'
import { ConvertError } from './convert-error'
import { runStep } from './run-step.server'

/** The formats that ffmpeg may open: none that names other files or addresses, as playlists do. */
export const FORMATS =
  'mov,matroska,webm,avi,mp3,ogg,flac,wav,aac,aiff,mpegts,mpeg,mpegvideo,asf,flv,mxf,amr,caf,gif,h264,hevc,ivf,dv,w64,au'
/** What stands before every input of ffmpeg and ffprobe. */
export const INPUT_ARGS = ['-v', 'error', '-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS] as const

/** Numbers are texts in the answers of ffprobe; what it does not know is missing or `N/A`. */
const numeric = z.coerce.number().catch(0)
const Probed = z.object({
  format: z
    .object({ format_name: z.string().catch(''), duration: numeric, bit_rate: numeric })
    .partial()
    .catch({}),
  streams: z
    .array(
      z.object({
        index: z.number(),
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        width: numeric.optional(),
        height: numeric.optional(),
        duration: numeric.optional(),
        avg_frame_rate: z.string().optional(),
        sample_rate: numeric.optional(),
        channels: numeric.optional(),
        disposition: z.object({ attached_pic: numeric }).partial().optional(),
        tags: z.record(z.string(), z.string()).optional(),
        side_data_list: z.array(z.object({ rotation: numeric.optional() })).optional(),
      }),
    )
    .catch([]),
  chapters: z
    .array(
      z.object({ start_time: numeric, end_time: numeric, tags: z.object({ title: z.string() }).partial().optional() }),
    )
    .catch([]),
})

export interface Chapter {
  /** Seconds from the beginning. */
  start: number
  end: number
  title: string
}

/** What a film or sound is. */
export interface MediaFacts {
  /** Seconds. */
  duration: number
  /** Bits per second, of all streams; 0 when unknown. */
  bitRate: number
  container: string
  video: { codec: string; width: number; height: number /** Frames per second. */; frameRate: number } | null
  audio: { codec: string /** Hertz. */; sampleRate: number; channels: number } | null
  /** Whether there is a cover picture, as in podcasts and songs. */
  hasCover: boolean
  chapters: Chapter[]
  /** Languages (ISO 639) of the subtitles inside. */
  subtitles: string[]
}

const MOST_CHAPTERS = 500

/** Reads the facts of a film or sound with ffprobe. Throws ConvertError, `empty` when there is neither picture nor sound. */
export async function readMediaFacts(task: ConversionTask): Promise<MediaFacts> {
  const { stdout } = await runStep(task, {
    program: 'ffprobe',
    seconds: 60,
    args: ({ input }) => [...INPUT_ARGS, '-of', 'json', '-show_format', '-show_streams', '-show_chapters', input],
  })
  const { format, streams, chapters } = Probed.parse(JSON.parse(stdout.toString('utf8')))
  const isCover = (stream: (typeof streams)[number]) => stream.disposition?.attached_pic === 1
  const video = streams.find((stream) => stream.codec_type === 'video' && stream.codec_name && !isCover(stream))
  const audio = streams.find((stream) => stream.codec_type === 'audio' && stream.codec_name)
  if (!video && !audio) throw new ConvertError('empty', 'ffmpeg')
  return {
    duration: format.duration || video?.duration || audio?.duration || 0,
    bitRate: format.bit_rate ?? 0,
    container: format.format_name ?? '',
    video: video ? pictureFacts(video) : null,
    audio: audio
      ? { codec: audio.codec_name ?? '', sampleRate: audio.sample_rate ?? 0, channels: audio.channels ?? 0 }
      : null,
    hasCover: streams.some(isCover),
    chapters: chapters.slice(0, MOST_CHAPTERS).map(({ start_time: start, end_time: end, tags }, at) => ({
      ...{ start, end, title: tags?.title?.slice(0, 200) || String(at + 1) },
    })),
    subtitles: streams
      .filter((stream) => stream.codec_type === 'subtitle')
      .map((stream) => stream.tags?.language ?? 'und'),
  }
}

/** Width and height as the film is shown: ffmpeg applies the rotation that phones note beside the pictures. */
function pictureFacts(video: z.output<typeof Probed>['streams'][number]): NonNullable<MediaFacts['video']> {
  const turned = (video.side_data_list ?? []).some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90)
  const [wide, high] = [video.width ?? 0, video.height ?? 0]
  const [frames = 0, seconds = 1] = (video.avg_frame_rate ?? '0/1').split('/').map(Number)
  return {
    codec: video.codec_name ?? '',
    width: turned ? high : wide,
    height: turned ? wide : high,
    frameRate: seconds > 0 ? Math.round((frames / seconds) * 1000) / 1000 : 0,
  }
}
