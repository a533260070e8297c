/** Whether a font may be embedded in documents (OpenType 1.9, OS/2, fsType). */
export type EmbeddingPermission = 'installable' | 'restricted' | 'preview_and_print' | 'editable'

/** What a font says of itself; texts are those in English, else the first language. */
export interface FontFacts {
  format: 'TTF' | 'WOFF' | 'WOFF2' | 'TTC' | 'DFont'
  family?: string
  subfamily?: string
  fullName?: string
  postscriptName?: string
  version?: string
  designer?: string
  manufacturer?: string
  copyright?: string
  trademark?: string
  /** Name IDs 13 and 14. */
  licence?: string
  licenceUrl?: string
  embedding?: EmbeddingPermission
  /** Restrictions beside the permission: no subset may be embedded; only bitmaps may. */
  noSubsetting: boolean
  bitmapOnly: boolean
  /** Four letters of the vendor's registration. */
  vendor?: string
  /** 100 to 900. */
  weight?: number
  isItalic: boolean
  glyphCount: number
  unitsPerEm: number
  /** Tags of OpenType features, such as `liga`. */
  features: string[]
  axes: { tag: string; name: string; min: number; default: number; max: number }[]
  /** Scripts and languages whose letters the font has, by BCP 47 subtags (`Latn`, `eu`). */
  scripts: string[]
  languages: string[]
  /** Characters that have a glyph. */
  characterCount: number
  /** Ranges of these code points, both ends included, in order; at most 1,000. */
  ranges: [first: number, last: number][]
}

/** The outline of letters in units of the font, above and below their base line. */
export interface FontOutline {
  /** SVG paths whose y axis points up. */
  paths: string
  width: number
  ascent: number
  descent: number
}

/** Why a font cannot be described: it is damaged, too large or makes its reader fail, or takes too long. */
export class FontError extends Error {
  constructor(
    readonly code: 'unreadable' | 'timeout',
    options?: ErrorOptions,
  ) {
    super(`font ${code}`, options)
    this.name = 'FontError'
  }
}
