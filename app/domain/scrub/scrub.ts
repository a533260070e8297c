import { z } from 'zod'

/** Days between the beginnings of two scrubs. */
export const SCRUB_EVERY_DAYS = 7

/** An object younger than this may be waiting for its row. */
export const ORPHAN_AFTER_HOURS = 24

/** Keys of objects that the product stores; a bucket may hold others. */
export const OURS = /^(originals|renditions|comparisons|sized|embedded)\/[a-z0-9._/-]+$/

/** What administrators ask of the storage page: a check now, or the removal of the orphans that it found. */
export const StorageAct = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('check') }),
  z.strictObject({ intent: z.literal('remove'), confirmed: z.literal('on', 'form.required') }),
])
