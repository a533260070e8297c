import { z } from 'zod'
import { LOCALES } from '~/platform/language'
import { LocalDateTime, Zone } from '~/platform/zoned-fields'

/** Longest list of people, in characters, and largest file with one, in bytes. */
const LONGEST_LIST = 200_000
const LARGEST_FILE = 500_000

const List = z.strictObject({ guests: z.string().max(LONGEST_LIST).default(''), locale: z.enum(LOCALES) })
const Guest = z.strictObject({ guest: z.uuid() })

/** What is done on the page of a brief. */
export const BriefAct = z.discriminatedUnion('intent', [
  List.extend({ intent: z.literal('check'), file: z.file().max(LARGEST_FILE).optional() }),
  List.extend({ intent: z.literal('invite') }),
  Guest.extend({ intent: z.literal('revoke') }),
  Guest.extend({ intent: z.literal('extend') }),
  z.strictObject({ intent: z.literal('open'), zone: Zone, dueAt: LocalDateTime.optional() }),
  z.strictObject({ intent: z.literal('close') }),
  z.strictObject({ intent: z.literal('renew') }),
  z.strictObject({ intent: z.literal('remind') }),
])
export type BriefAct = z.output<typeof BriefAct>
