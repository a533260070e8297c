import type { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { instantOf } from '~/platform/zoned-time'
import type { Rights, RightsInput } from './rights'

/** Returns the rights of an asset; undefined when none are stored. */
export function findRights(db: Db, assetId: string): Promise<Rights | undefined> {
  return db.selectFrom('assetRights').select(COLUMNS).where('assetId', '=', assetId).executeTakeFirst()
}

/** Returns form input as columns of rights: absent values as null, local times as instants. */
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
