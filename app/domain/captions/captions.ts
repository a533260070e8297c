import { z } from 'zod'
import { CAPTION_LANGUAGES } from '~/platform/captions/caption-languages'
import { MOST_CAPTION_BYTES } from '~/platform/captions/cue'

/** Room for the mark of each language. */
const MARK_CHARACTERS = 64

/** The states of the captions that a form was made for, by language, as a query string. */
const Seen = z
  .string()
  .max(CAPTION_LANGUAGES.length * MARK_CHARACTERS)
  .default('')
  .transform((query) => new URLSearchParams(query))

const locale = z.enum(CAPTION_LANGUAGES)

/** `after` is where a form without scripts goes on: to the page of the asset. */
const common = { locale, seen: Seen, after: z.literal('asset').optional() }

/** Sets or removes the captions of one language; they are given as a file or as text. */
export const CaptionsChange = z.discriminatedUnion('intent', [
  z.strictObject({
    ...common,
    intent: z.literal('set'),
    file: z.file().max(MOST_CAPTION_BYTES, 'captions.too_long').optional(),
    text: z.string().max(MOST_CAPTION_BYTES, 'captions.too_long').optional(),
  }),
  z.strictObject({ ...common, intent: z.literal('remove') }),
])

/** Captions of one language, and the state that a reader has seen them in; null when there were none. */
export interface CaptionsKey {
  assetId: string
  locale: string
  seen: string | null
}
