import { LONGEST_SIDE, MOST_PIXELS } from './pixel-limits'

/** Formats of pictures that a download preset may ask for. */
export const PICTURE_FORMATS = ['png', 'jpeg', 'webp', 'avif', 'tiff'] as const
/** Formats of films; a GIF shows the first seconds, without sound. */
export const FILM_FORMATS = ['mp4', 'webm', 'gif'] as const
/** Forms without pixels: drawings that stay drawings, and the words of a document. */
export const WRITTEN_FORMATS = ['pdf', 'svg', 'txt'] as const
export const PRESET_FORMATS = [...PICTURE_FORMATS, ...FILM_FORMATS, ...WRITTEN_FORMATS] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]
export type FilmFormat = (typeof FILM_FORMATS)[number]
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number]
export type PresetFormat = PictureFormat | FilmFormat | WrittenFormat

/** `inside` keeps all of the picture within the box, `cover` fills the box and crops, `pad` fills it with background. */
export const FITS = ['inside', 'cover', 'pad'] as const
export type Fit = (typeof FITS)[number]

export const COLOUR_SPACES = ['srgb', 'cmyk'] as const

/** A part of a film, in milliseconds from its beginning, within a number of lines (of the shorter side). */
export interface Clip {
  from: number
  to: number
  lines: number
}

/** What a rendition made for a download looks like. */
export interface PresetSettings {
  format: PresetFormat
  /** Sides of the box in pixels; null for a side that is not bounded. */
  width: number | null
  height: number | null
  fit: Fit
  colourSpace: (typeof COLOUR_SPACES)[number]
  /** 1 to 100; null where the format has none. */
  quality: number | null
  /** What lies behind transparent parts, `#rrggbb`; `keep` leaves them transparent. */
  background: string
  /** Pixels per inch noted in the file; null for none. */
  dpi: number | null
  /** The part of a film; all of it when there is none. */
  clip?: Clip
}

/** Kinds of files of which pictures are made for downloads, of whose pages pictures are, and of which films are. */
export const KINDS_OF_PICTURES = ['photo', 'vector', 'raw', 'layered'] as const
export const KINDS_OF_PAGES = ['pdf', 'document', 'presentation', 'spreadsheet'] as const
export const KINDS_OF_FILMS = ['video'] as const
export const PRESET_KINDS = [...KINDS_OF_PICTURES, ...KINDS_OF_PAGES, ...KINDS_OF_FILMS] as const
export type PresetKind = (typeof PRESET_KINDS)[number]

/** Longest side in pixels, and pixels in total, that a download preset may ask for. */
export const LONGEST_PRESET_SIDE = 8192
export const MOST_PRESET_PIXELS = 50_000_000
/** A film with more lines takes hours on two cores. */
export const LONGEST_FILM_SIDE = 3840

export const isFilmFormat = (format: string): format is FilmFormat =>
  (FILM_FORMATS as readonly string[]).includes(format)

export const isPictureFormat = (format: string): format is PictureFormat =>
  (PICTURE_FORMATS as readonly string[]).includes(format)

export const isWrittenFormat = (format: string): format is WrittenFormat =>
  (WRITTEN_FORMATS as readonly string[]).includes(format)

/** Whether a format makes a picture of one page of this kind of file, which can be chosen. */
export const isPaged = (kind: string, format: string): boolean =>
  (KINDS_OF_PAGES as readonly string[]).includes(kind) && isPictureFormat(format)

/** The kinds of files that a format is made of, and the code of the `errors` texts that says so. */
function madeOf(format: PresetFormat): { kinds: readonly string[]; code: `preset.${string}` } {
  if (isFilmFormat(format)) return { kinds: KINDS_OF_FILMS, code: 'preset.kinds_film' }
  if (format === 'txt') return { kinds: KINDS_OF_PAGES, code: 'preset.kinds_text' }
  if (isWrittenFormat(format)) return { kinds: ['vector'], code: 'preset.kinds_vector' }
  return { kinds: [...KINDS_OF_PICTURES, ...KINDS_OF_PAGES], code: 'preset.kinds_picture' }
}

/** Whether a format keeps every pixel as it is drawn. */
export const isLossless = (format: PresetFormat): boolean => format === 'png' || format === 'tiff'
/** Whether a format has a quality to choose. */
export const hasQuality = (format: PresetFormat): boolean => ['jpeg', 'webp', 'avif'].includes(format)
/** Whether a format can be transparent. */
export const hasTransparency = (format: PresetFormat): boolean => isPictureFormat(format) && format !== 'jpeg'
/** Whether a format can be in the colours of a printing press. */
export const hasCmyk = (format: PresetFormat): boolean => format === 'jpeg' || format === 'tiff'

/** A field of the settings that does not fit the others, with a code of the `errors` texts. */
export interface SettingsIssue {
  field: keyof PresetSettings | 'kinds'
  code: `preset.${string}`
}

/** Returns what contradicts itself in settings whose fields are valid one by one; empty when nothing does. */
export function settingsIssues(settings: PresetSettings, kinds: readonly string[]): SettingsIssue[] {
  const { format, width, height, fit, colourSpace, background } = settings
  const isFilm = isFilmFormat(format)
  const issues: SettingsIssue[] = []
  const { kinds: fits, code } = madeOf(format)
  if (kinds.some((kind) => !fits.includes(kind))) issues.push({ field: 'kinds', code })
  if (isWrittenFormat(format)) return issues
  if (width === null && height === null) issues.push({ field: 'width', code: 'preset.no_box' })
  if (fit !== 'inside' && width === null && height !== null) issues.push({ field: 'width', code: 'preset.both_sides' })
  if (fit !== 'inside' && height === null && width !== null) issues.push({ field: 'height', code: 'preset.both_sides' })
  if ((width ?? 0) * (height ?? 0) > MOST_PRESET_PIXELS)
    issues.push({ field: 'height', code: 'preset.too_many_pixels' })
  if (isFilm && Math.max(width ?? 0, height ?? 0) > LONGEST_FILM_SIDE)
    issues.push({ field: 'width', code: 'preset.film_too_large' })
  if (isFilm && fit !== 'inside') issues.push({ field: 'fit', code: 'preset.film_fit' })
  if (colourSpace === 'cmyk' && !hasCmyk(format)) issues.push({ field: 'colourSpace', code: 'preset.no_cmyk' })
  if (background === 'keep' && !isFilm && !hasTransparency(format))
    issues.push({ field: 'background', code: 'preset.no_transparency' })
  if (background === 'keep' && colourSpace === 'cmyk' && hasTransparency(format))
    issues.push({ field: 'background', code: 'preset.cmyk_transparency' })
  return issues
}

interface Size {
  width: number
  height: number
}

/** How a picture is brought to its size: scaled to `scaled`, of which `result` is cut out or around which it is padded. */
export interface Fitted {
  scaled: Size
  result: Size
}

/**
 * Returns the sizes in pixels that a picture of `natural` size gets. Pixels are never enlarged, except those of drawings
 * (`isDrawn`), which have any size: a small picture covers a smaller box of the same shape.
 */
export function fitted(
  settings: Pick<PresetSettings, 'width' | 'height' | 'fit'>,
  natural: Size,
  isDrawn: boolean,
): Fitted {
  const { width, height, fit } = settings
  const [w, h] = [Math.max(1, natural.width), Math.max(1, natural.height)]
  const [across, down] = [(width ?? Number.POSITIVE_INFINITY) / w, (height ?? Number.POSITIVE_INFINITY) / h]
  const most = isDrawn ? Number.POSITIVE_INFINITY : 1
  if (fit === 'cover' && width && height) {
    const shrink = Math.min(1, most / Math.max(across, down))
    const result = { width: whole(width * shrink), height: whole(height * shrink) }
    const scale = Math.max(result.width / w, result.height / h)
    return {
      scaled: { width: Math.max(result.width, whole(w * scale)), height: Math.max(result.height, whole(h * scale)) },
      result,
    }
  }
  // A drawing with one side bounded can be of any length on the other, which is bounded here.
  const scale = Math.min(
    across,
    down,
    most,
    LONGEST_PRESET_SIDE / Math.max(w, h),
    Math.sqrt(MOST_PRESET_PIXELS / (w * h)),
  )
  const scaled = { width: whole(w * scale), height: whole(h * scale) }
  return { scaled, result: fit === 'pad' && width && height ? { width, height } : scaled }
}

const whole = (side: number): number => Math.max(1, Math.round(side))

/** Returns the resolution factor at which a drawing of `natural` size is decoded to be at least `scaled`, within the limits of decoding. */
export const drawingScale = (natural: Size, scaled: Size): number =>
  Math.min(
    Math.max(scaled.width / Math.max(1, natural.width), scaled.height / Math.max(1, natural.height)),
    LONGEST_SIDE / Math.max(1, natural.width, natural.height),
    Math.sqrt(MOST_PIXELS / Math.max(1, natural.width * natural.height)),
  )
