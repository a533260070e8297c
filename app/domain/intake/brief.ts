import { z } from 'zod'
import type { BriefNotice } from '#db/schema/intake'
import { LOCALES, type Localized } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'
import { LocalDateTime, Zone } from '~/platform/zoned-fields'
import { type BriefRules, RulesPart } from './brief-rules'

export const NOTICES = ['instant', 'daily', 'none'] as const satisfies readonly BriefNotice[]

/** Who was reminded within so many hours is not reminded again by hand. */
export const REMINDED_HOURS = 20

const BYTES_OF_GB = 1_000_000_000

export const MOST_SLOTS = 200
export const MOST_FIELDS = 60

const SlotRow = z.strictObject({
  /** Of a slot that is there already. */
  id: z.uuid().optional(),
  title: z.string().trim().max(200).default(''),
  text: z.string().trim().max(2000).default(''),
  wanted: z.coerce.number().int().min(1).max(1000).default(1),
  leastSide: z.coerce.number().int().min(1).max(100_000).optional(),
  referenceAssetId: z.uuid().optional(),
  /** Where it stands and whether it goes, of forms without scripts. */
  place: z.coerce.number().int().min(0).max(10_000).optional(),
  isRemoved: z.boolean().default(false),
})

const saysNothing = ({ title, text, leastSide, referenceAssetId }: z.output<typeof SlotRow>) =>
  !(title || text || leastSide || referenceAssetId)

/** The things that a brief wants, in order, as its form states them; rows that say nothing are left out. */
const Slots = z
  .array(SlotRow)
  .max(MOST_SLOTS)
  .default([])
  .superRefine((rows, context) => {
    for (const [index, row] of rows.entries())
      if (!row.title && !row.isRemoved && !saysNothing(row))
        context.addIssue({ code: 'custom', message: 'form.required', path: [index, 'title'] })
  })
  .transform((rows) =>
    rows
      .map((row, index) => ({ ...row, at: row.place ?? index + 1 }))
      .filter((row) => !row.isRemoved && !saysNothing(row))
      .sort((a, b) => a.at - b.at)
      .map(({ place, isRemoved, at, ...slot }) => slot),
  )

/** Fields of metadata that guests fill in, once for each file or once for all; each is asked for once. */
const Fields = z
  .array(
    z.strictObject({
      fieldId: z.coerce.number().int().positive().max(32_767).optional(),
      isRequired: z.boolean().default(false),
      isForAll: z.boolean().default(false),
      isRemoved: z.boolean().default(false),
    }),
  )
  .max(MOST_FIELDS)
  .default([])
  .transform((rows) => {
    const asked = new Map<number, BriefField>()
    for (const { fieldId, isRemoved, ...field } of rows)
      if (fieldId && !isRemoved && !asked.has(fieldId)) asked.set(fieldId, { fieldId, ...field })
    return [...asked.values()]
  })

export const BriefForm = z.strictObject({
  title: localizedSchema(200).refine((title) => LOCALES.some((locale) => title[locale]), 'form.required'),
  text: localizedSchema(8000),
  portalId: z.uuid().optional(),
  collectionId: z.uuid().optional(),
  folderId: z.uuid().optional(),
  templateId: z.uuid().optional(),
  shareId: z.uuid().optional(),
  agreementId: z.uuid().optional(),
  zone: Zone,
  dueAt: LocalDateTime.optional(),
  mostFiles: z.coerce.number().int().min(1).max(100_000).optional(),
  mostGigabytes: z.coerce.number().min(0.001).max(100_000).optional(),
  mostGuests: z.coerce.number().int().min(1).max(100_000).optional(),
  rules: RulesPart,
  showsOthers: z.boolean().default(false),
  needsCode: z.boolean().default(false),
  needsRelease: z.boolean().default(false),
  /** Whether there is a link that anyone may use who gives name and address. */
  isOpenLink: z.boolean().default(false),
  notice: z.enum(NOTICES).default('instant'),
  remindsDays: z.coerce.number().int().min(1).max(60).optional(),
  slots: Slots,
  fields: Fields,
})
export type BriefForm = z.output<typeof BriefForm>

/** Returns bytes of gigabytes of 10⁹ bytes. */
export const bytesOf = (gigabytes: number | undefined): number | null =>
  gigabytes === undefined ? null : Math.round(gigabytes * BYTES_OF_GB)

/** One thing that a brief wants. */
export interface BriefSlot {
  id: string
  title: string
  text: string
  wanted: number
  /** Beyond the rules of the brief. */
  leastSide: number | null
  referenceAssetId: string | null
}

export interface BriefField {
  fieldId: number
  isRequired: boolean
  isForAll: boolean
}

/** What an upload link asks for. */
export interface Brief {
  id: string
  sourceLocale: string
  title: Localized
  text: Localized
  portalId: string | null
  collectionId: string | null
  folderId: string | null
  templateId: string | null
  shareId: string | null
  agreementId: string | null
  dueAt: Date | null
  zone: string
  mostFiles: number | null
  mostBytes: number | null
  mostGuests: number | null
  rules: BriefRules
  showsOthers: boolean
  needsCode: boolean
  needsRelease: boolean
  isOpenLink: boolean
  notice: BriefNotice
  remindsDays: number | null
  createdAt: Date
  createdBy: string
  closedAt: Date | null
  slots: BriefSlot[]
  fields: BriefField[]
}

export type BriefState = 'open' | 'over' | 'closed'

/** Returns whether guests may deliver at `now`: `over` after the deadline, `closed` when somebody closed it. */
export function briefState({ closedAt, dueAt }: Pick<Brief, 'closedAt' | 'dueAt'>, now: Date): BriefState {
  if (closedAt) return 'closed'
  return dueAt && dueAt <= now ? 'over' : 'open'
}
