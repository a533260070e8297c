import { z } from 'zod'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { type Content, foldedKey, isSame } from '~/domain/metadata/value'

/** What a file says in one field and language. */
export interface SaidValues {
  fieldId: number
  locale: string
  values: Content[]
}

export type DifferenceState = 'open' | 'taken' | 'kept' | 'newer'

/** Returns whether values mean the same; of keywords neither order nor case counts. */
export function saysTheSame(fieldId: number, a: readonly Content[], b: readonly Content[]): boolean {
  if (fieldId !== FIELD_ID.keywords) return isSame(a, b)
  const [one, other] = [new Set(a.map(foldedKey)), new Set(b.map(foldedKey))]
  return one.size === other.size && [...one].every((key) => other.has(key))
}

/** What is known of one field in one language when a new file arrives. */
export interface Compared {
  fieldId: number
  /** What the new file says. */
  said: readonly Content[]
  /** What the asset has. */
  stored: readonly Content[]
  /** What the former file said; undefined when that is not known. */
  before: readonly Content[] | undefined
  /** Whether the difference of the former file was never decided. */
  wasOpen: boolean
  /** Whether outsiders get a version of the asset. */
  isApproved: boolean
}

/**
 * Returns what becomes of what a new file says: nothing when the asset says the same, or when the former file said it already and
 * that was decided; `newer`, which is taken, when nobody has changed what the former file said and no version is
 * approved; else it is asked.
 */
export function differenceOf({
  fieldId,
  said,
  stored,
  before,
  wasOpen,
  isApproved,
}: Compared): 'newer' | 'open' | undefined {
  if (said.length === 0 || saysTheSame(fieldId, said, stored)) return undefined
  if (before && saysTheSame(fieldId, said, before)) return wasOpen ? 'open' : undefined
  return before && !isApproved && saysTheSame(fieldId, stored, before) ? 'newer' : 'open'
}

/** `2:en`, or `all`. */
const Place = z.string().regex(/^(all|\d{1,5}:[A-Za-z0-9-]{0,35})$/)

/** What a person decides of differences: to take what the file says, or to keep what the asset has. */
export const DifferenceAct = z
  .strictObject({
    version: z.uuid(),
    take: Place.optional(),
    keep: Place.optional(),
    /** Where the person was. */
    from: z.enum(['asset', 'review']).default('asset'),
  })
  .refine(({ take, keep }) => !!take !== !!keep, 'form.invalid')

export const placeOf = ({ fieldId, locale }: { fieldId: number; locale: string }): string => `${fieldId}:${locale}`
