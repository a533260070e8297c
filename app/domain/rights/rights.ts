import { z } from 'zod'
import type { Credits } from '~/domain/metadata/built-in'
import { LocalDateTime, Zone } from '~/platform/zoned-fields'

const line = (max: number) => z.string().trim().max(max).optional()

/** Form input of an asset's rights: who made it, its terms, and from when until when it may be used. Names are IPTC's. */
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

/** From when until when an asset may be delivered. */
export interface RightsWindow {
  embargoUntil: Date | null
  embargoZone: string | null
  expiresAt: Date | null
  expiresZone: string | null
}

/** The credit and licence of an asset, which are fields of its metadata, and when it may be delivered. */
export interface Rights extends Credits, RightsWindow {}

/** Rights that can be set on many assets at once, each with its form fields. */
export const RIGHTS_FIELDS = {
  creator: ['creator'],
  creditLine: ['creditLine'],
  copyrightNotice: ['copyrightNotice'],
  licence: ['licenceName', 'licenceUrl'],
  embargo: ['embargoUntil', 'embargoZone'],
  expiry: ['expiresAt', 'expiresZone'],
} as const satisfies Record<string, readonly (keyof Rights)[]>
export type RightsField = keyof typeof RIGHTS_FIELDS

/** Returns only the rights that `fields` name; an empty one is null, which clears it. */
export const pickRights = (rights: Rights, fields: readonly RightsField[]): Partial<Rights> =>
  Object.fromEntries(fields.flatMap((field) => RIGHTS_FIELDS[field]).map((column) => [column, rights[column]]))
