import { z } from 'zod'
import { KINDS } from '~/platform/files/kinds'
import { LONGEST_PATTERN } from './name-pattern'

export { type ArrivingFile, brokenRules, type HoldReason, type IngestRules } from './broken-rules'

const MOST_EXTENSIONS = 50

/** `jpg, .png tif` as a list, without dots. */
export const Extensions = z
  .string()
  .max(MOST_EXTENSIONS * 12)
  .transform((text) =>
    [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .map((one) => one.replace(/^\./, '')),
      ),
    ].filter(Boolean),
  )
  // One error for the field, whichever extension it is.
  .refine((list) => list.length <= MOST_EXTENSIONS && list.every((one) => /^[a-z0-9]{1,10}$/.test(one)), 'form.invalid')

/** The rules of a folder as a form states them, or that it takes those of the folder above. */
export const RulesForm = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('set'),
    kinds: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
    extensions: Extensions.default([]),
    leastSide: z.coerce.number().int().min(1).max(100_000).optional(),
    profile: z.string().trim().max(100).optional(),
    namePattern: z.string().trim().max(LONGEST_PATTERN).optional(),
    isScanned: z.boolean().default(false),
  }),
  z.strictObject({ intent: z.literal('inherit') }),
])
