import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { hashPassword } from '~/domain/identity/passwords.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId, newSecret, sha256Hex } from '~/platform/ids.server'
import { instantOf } from '~/platform/zoned-time'
import { lockShare } from './lock-share.server'
import { sealToken } from './sealed-token.server'
import type { ChangedShare, NewShare, Share, ShareTerms } from './share'

/** A fixed prefix, by which scanners for leaked secrets find tokens; 16 random bytes follow. */
const TOKEN_PREFIX = 'vt_'

/**
 * Creates a share and returns its id and token. The database stores the token's hash and, when `secret` is given, the token
 * encrypted with it, so that the address can be copied again. Throws `share.nothing`, `share.end_or_reason`,
 * `share.ends_in_the_past`, `share.opens_after_end`.
 */
export async function createShare(
  db: Db,
  by: Person,
  input: z.output<typeof NewShare>,
  { locale, now, secret }: { locale: string; now: Date; secret?: string },
): Promise<{ id: string; token: string }> {
  const window = windowOf(input, now)
  if (!input.collectionId && input.assets.length === 0) throw new DomainError('share.nothing', { field: 'assets' })
  const passwordHash = input.password ? await hashPassword(input.password) : null
  const token = TOKEN_PREFIX + newSecret(16)
  const id = newId()
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('share')
      .values({
        id,
        tokenHash: sha256Hex(token),
        tokenSealed: secret ? sealToken(secret, token, id) : null,
        createdBy: by.id,
        locale,
        passwordHash,
        passwordVersion: passwordHash ? 1 : 0,
        collectionId: input.collectionId ?? null,
        ...termsOf(input),
        ...window,
      })
      .execute()
    if (!input.collectionId) await putAssets(trx, id, input.assets)
    await record(
      trx,
      actorOf(by),
      'share.created',
      { kind: 'share', id, name: input.title },
      {
        ...factsOf(input, window),
        password: passwordHash ? 'set' : 'none',
      },
    )
  })
  return { id, token }
}

/** What a change that depends on the time is made with: over which database, by whom, and at what moment. */
interface ActScope {
  db: Db
  by: Person
  now: Date
}

/** Changes the terms of a share; its address stays. Throws like `createShare`, and `share.unknown`, `role.required`. */
export async function changeShare(
  { db, by, now }: ActScope,
  id: string,
  input: z.output<typeof ChangedShare>,
): Promise<void> {
  const window = windowOf(input, now)
  const passwordHash = input.removePassword ? null : input.password ? await hashPassword(input.password) : undefined
  await inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    await trx
      .updateTable('share')
      .set({ ...termsOf(input), ...window })
      .$if(passwordHash !== undefined, (q) =>
        q.set({ passwordHash: passwordHash ?? null, passwordVersion: sql<number>`password_version + 1` }),
      )
      .where('id', '=', id)
      .execute()
    const longer = window.expiresAt && share.expiresAt && window.expiresAt > share.expiresAt
    await record(trx, actorOf(by), longer ? 'share.extended' : 'share.changed', subject(share), {
      ...factsOf(input, window),
      ...(passwordHash !== undefined && { password: passwordHash ? 'set' : 'removed' }),
    })
  })
}

/**
 * Extends a share by `days`, from now or from its end, whichever is later, so that an expired one opens again. Returns the
 * new end. Throws `share.revoked_stays`.
 */
export async function extendShare({ db, by, now }: ActScope, id: string, days: number): Promise<Date> {
  return inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    if (share.revokedAt) throw new DomainError('share.revoked_stays')
    const from = share.expiresAt && share.expiresAt > now ? share.expiresAt : now
    const expiresAt = new Date(from.getTime() + days * 86_400_000)
    await trx.updateTable('share').set({ expiresAt }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'share.extended', subject(share), { expiresAt })
    return expiresAt
  })
}

/** Revokes a share permanently; every later request for its bytes is refused. */
export async function revokeShare(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    const ended = await trx
      .updateTable('share')
      .set({ revokedAt: sql<Date>`now()`, revokedBy: by.id })
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows) await record(trx, actorOf(by), 'share.revoked', subject(share))
  })
}

const subject = (share: Share) => ({ kind: 'share' as const, id: share.id, name: share.title })

const termsOf = (input: z.output<typeof ShareTerms>) => ({
  title: input.title,
  message: input.message ?? null,
  portalId: input.portalId ?? null,
  zone: input.zone,
  neverReason: input.expiresAt ? null : (input.neverReason ?? null),
  allows: input.allows,
  // Shares of previews deliver no file, and shares of originals deliver every original anyway.
  includesOriginalOnly: input.allows === 'web' && input.includesOriginalOnly,
  keepsMetadata: input.keepsMetadata,
  embeds: input.embeds,
  embedLanguage: input.embeds === 'all' ? (input.embedLanguage ?? null) : null,
  zipAllowed: input.zipAllowed,
})

interface Window {
  opensAt: Date | null
  expiresAt: Date | null
}

function windowOf(input: z.output<typeof ShareTerms>, now: Date): Window {
  const opensAt = input.opensAt ? instantOf(input.opensAt, input.zone) : null
  const expiresAt = input.expiresAt ? instantOf(input.expiresAt, input.zone) : null
  if (!expiresAt && !input.neverReason) throw new DomainError('share.end_or_reason', { field: 'expiresAt' })
  if (expiresAt && expiresAt <= now) throw new DomainError('share.ends_in_the_past', { field: 'expiresAt' })
  if (opensAt && expiresAt && opensAt >= expiresAt) throw new DomainError('share.opens_after_end', { field: 'opensAt' })
  return { opensAt, expiresAt }
}

const factsOf = (input: z.output<typeof ShareTerms>, window: Window) => ({
  allows: input.allows,
  includesOriginalOnly: termsOf(input).includesOriginalOnly,
  keepsMetadata: input.keepsMetadata,
  embeds: input.embeds,
  zip: input.zipAllowed,
  expiresAt: window.expiresAt,
  opensAt: window.opensAt,
})

async function putAssets(trx: Tx, shareId: string, ids: string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  const known = await trx
    .selectFrom('asset')
    .select('id')
    .where('id', 'in', wanted)
    .where('deletedAt', 'is', null)
    .execute()
  const there = new Set(known.map((row) => row.id))
  const rows = wanted.filter((id) => there.has(id)).map((assetId, position) => ({ shareId, assetId, position }))
  if (rows.length === 0) throw new DomainError('share.nothing', { field: 'assets' })
  await trx.insertInto('shareAsset').values(rows).execute()
}
