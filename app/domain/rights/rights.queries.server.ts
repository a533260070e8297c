import type { z } from 'zod'
import { creditRow } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { instantOf } from '~/platform/zoned-time'
import type { Rights, RightsInput, RightsWindow } from './rights'

/** Returns the rights of an asset; undefined when there is none of this id. */
export function findRights(db: Db, assetId: string): Promise<Rights | undefined> {
  return db
    .selectFrom('asset')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .innerJoinLateral(creditRow('asset.id').as('credit'), (join) => join.onTrue())
    .where('asset.id', '=', assetId)
    .select([
      'credit.creator',
      'credit.creditLine',
      'credit.copyrightNotice',
      'credit.licenceName',
      'credit.licenceUrl',
    ])
    .select(['rights.embargoUntil', 'rights.embargoZone', 'rights.expiresAt', 'rights.expiresZone'])
    .executeTakeFirst()
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

export const NO_WINDOW: RightsWindow = {
  ...{ embargoUntil: null, embargoZone: null, expiresAt: null, expiresZone: null },
}

export const WINDOW_COLUMNS = Object.keys(NO_WINDOW) as (keyof RightsWindow)[]
