import { z } from 'zod'
import { GuestEmail, GuestName } from '~/domain/guests/guest'
import { RELEASES, SLOT } from './cell-keys'

/** The forms of a guest's page, each with its intent. */
export const GuestPageForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('name'), name: GuestName, email: GuestEmail }),
  z.strictObject({ intent: z.literal('ask_code') }),
  z.strictObject({ intent: z.literal('code'), code: z.string().trim().min(1).max(20) }),
  z.strictObject({
    intent: z.literal('submit'),
    message: z.string().trim().max(2000).default(''),
    /** The version of the agreement that was shown, when its box is ticked. */
    agreementVersionId: z.uuid().optional(),
    madeWithAi: z.enum(['yes', 'no']).optional(),
  }),
])
export type GuestPageForm = z.output<typeof GuestPageForm>

/** Files that are changed at once. */
export const MOST_CHANGED = 1000

/** A change of files, for a brief that asks for these fields. `says` names what the form has, for what is empty is not sent. */
export const changeForm = (keys: readonly string[]) =>
  z.strictObject({
    intent: z.enum(['fill', 'remove']),
    files: z.array(z.uuid()).min(1).max(MOST_CHANGED),
    says: z
      .array(z.enum([SLOT, RELEASES, ...keys]))
      .max(keys.length + 2)
      .default([]),
    texts: z.strictObject(Object.fromEntries(keys.map((key) => [key, z.string().max(10_000).optional()]))).optional(),
    slotId: z.uuid().optional(),
    releases: z.array(z.uuid()).max(50).default([]),
    /** Sent by a form without scripts, which is led back to its page. */
    isPlain: z.boolean().default(false),
  })
