import type { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { instantOf } from '~/platform/zoned-time'
import type { Rights, RightsInput } from './rights'

/** The rights of an asset; undefined when nobody has stated any. */
export function findRights(db: Db, assetId: string): Promise<Rights | undefined> {
  return db.selectFrom('assetRights').select(COLUMNS).where('assetId', '=', assetId).executeTakeFirst()
}

/** Rights as columns of what a form says; dates as instants. */
export function rightsOf(input: z.output<typeof RightsInput>): Rights {
  return {
    creator: input.creator ?? null,
    creditLine: input.creditLine ?? null,
    copyrightNotice: input.copyrightNotice ?? null,
    licenceName: input.licenceName ?? null,
    licenceUrl: input.licenceUrl ?? null,
    embargoUntil: input.embargoUntil ? instantOf(input.embargoUntil, input.embargoZone) : null,
    embargoZone: input.embargoUntil ? input.embargoZone : null,
    expiresAt: input.expiresAt ? instantOf(input.expiresAt, input.expiresZone) : null,
    expiresZone: input.expiresAt ? input.expiresZone : null,
  }
}

export const NONE: Rights = {
  ...{ creator: null, creditLine: null, copyrightNotice: null, licenceName: null, licenceUrl: null },
  ...{ embargoUntil: null, embargoZone: null, expiresAt: null, expiresZone: null },
}

export const COLUMNS = Object.keys(NONE) as (keyof Rights)[]
