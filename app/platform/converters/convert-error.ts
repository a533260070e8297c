import type { ConverterName } from './programs'

/**
 * Why a file could not be converted:
 * `missing` the converter is not installed · `timeout` and `memory` it was ended at a limit · `password` the file is locked ·
 * `truncated` a part of the file is missing · `empty` there is nothing in it to be shown · `too_large` the result would be
 * larger than allowed · `external` its shapes are in other files · `compressed` they are packed in a way that is not read ·
 * `too_many_triangles` it has more of them than are drawn · `no_text` there are no words in it · `no_page` it has no page of that
 * number · `too_many_pages` it has more than are made at once · `after_end` the film has ended before the part that is asked for ·
 * `failed` the program refuses the file.
 */
export type ConvertCode =
  | ('missing' | 'timeout' | 'memory' | 'password' | 'truncated' | 'empty' | 'too_large' | 'failed')
  | ('external' | 'compressed' | 'too_many_triangles' | 'after_end' | 'no_text' | 'no_page' | 'too_many_pages')

const IMPOSSIBLE: ReadonlySet<ConvertCode> = new Set<ConvertCode>([
  ...(['missing', 'empty', 'external', 'compressed', 'too_many_triangles', 'no_text'] as const),
])

/** A file could not be converted, for a reason of the file, a limit, or a converter that is not installed. */
export class ConvertError extends Error {
  constructor(
    readonly code: ConvertCode,
    readonly converter?: ConverterName,
    options?: ErrorOptions,
  ) {
    super(`conversion: ${code}${converter ? ` (${converter})` : ''}`, options)
    this.name = 'ConvertError'
  }

  /** What becomes of a form that is not made: `impossible` when nothing is wrong with the file, and trying again is of no use. */
  get state(): 'impossible' | 'failed' {
    return IMPOSSIBLE.has(this.code) ? 'impossible' : 'failed'
  }

  /** The reason as it is stored: `no_converter:<name>` for what is not installed, else `convert_<code>`. */
  get reason(): string {
    return this.code === 'missing' && this.converter ? `no_converter:${this.converter}` : `convert_${this.code}`
  }
}
