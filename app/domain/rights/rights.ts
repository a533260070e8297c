import { z } from 'zod'
import { isLocalDateTime, isZone } from '~/platform/zoned-time'

/** `2026-12-24T18:00` as a person writes it, meant in the zone beside it. */
const LocalDateTime = z.string().refine(isLocalDateTime, 'form.date_time')
const Zone = z.string().refine(isZone, 'form.zone')
const line = (max: number) => z.string().trim().max(max).optional()

/** Who made an asset, on what terms it may be used, and from when until when. Terms are IPTC's. */
export const RightsInput = z.strictObject({
  creator: line(300),
  creditLine: line(300),
  copyrightNotice: line(500),
  licenceName: line(200),
  licenceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  embargoUntil: LocalDateTime.optional(),
  embargoZone: Zone.default('UTC'),
  expiresAt: LocalDateTime.optional(),
  expiresZone: Zone.default('UTC'),
})

export interface Rights {
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
  embargoUntil: Date | null
  embargoZone: string | null
  expiresAt: Date | null
  expiresZone: string | null
}

/** What can be set on many assets at once, each with the fields of the form that say it. */
export const RIGHTS_FIELDS = {
  creator: ['creator'],
  creditLine: ['creditLine'],
  copyrightNotice: ['copyrightNotice'],
  licence: ['licenceName', 'licenceUrl'],
  embargo: ['embargoUntil', 'embargoZone'],
  expiry: ['expiresAt', 'expiresZone'],
} as const satisfies Record<string, readonly (keyof Rights)[]>
export type RightsField = keyof typeof RIGHTS_FIELDS

/** Only the rights that `fields` name; an empty one among them is cleared. */
export const pickRights = (rights: Rights, fields: readonly RightsField[]): Partial<Rights> =>
  Object.fromEntries(fields.flatMap((field) => RIGHTS_FIELDS[field]).map((column) => [column, rights[column]]))
