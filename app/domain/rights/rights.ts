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
