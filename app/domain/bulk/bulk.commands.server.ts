import type { z } from 'zod'
import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { moveAssets, moveAssetsBack } from '~/domain/assets/home-folder.commands.server'
import { addToCollection } from '~/domain/collections/collections.commands.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { transitionAssets } from '~/domain/review/review.commands.server'
import { pickRights } from '~/domain/rights/rights'
import { changeRights } from '~/domain/rights/rights.commands.server'
import { rightsOf } from '~/domain/rights/rights.queries.server'
import { type Db, dbNow, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError, type RefusedItem } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { log } from '~/platform/log.server'
import type { BulkAct, BulkReport, RefusedGroup } from './bulk'

/** Assets per transaction: few enough that locks are short, many enough that 5,000 take seconds. */
const AT_ONCE = 100
/** Refused assets that the report names, for each reason. */
const NAMED = 20

/** Runs on the given ids and returns those that it refused. */
type Command = (trx: Tx, ids: string[]) => Promise<RefusedItem[]>

/**
 * Runs a bulk act on a selection, 100 assets per transaction, so that a refused asset undoes nothing of the others. Checks
 * permission for every asset. Returns what was done and what was refused, by reason. Throws `role.required`.
 */
export async function actOnSelection(
  db: Db,
  { person, viewer }: { person: Person; viewer: Viewer },
  input: z.output<typeof BulkAct>,
  locale: string,
): Promise<BulkReport> {
  const command = commandOf(person, input)
  const refused: RefusedItem[] = []
  for (let at = 0; at < input.assets.length; at += AT_ONCE) {
    const ids = input.assets.slice(at, at + AT_ONCE)
    refused.push(...(await inChunk(db, viewer, ids, command)))
  }
  const gone = new Set(refused.map((item) => item.id))
  const done = input.assets.filter((id) => !gone.has(id))
  return { act: input.act, done, refused: await groupRefused(db, viewer, refused, locale) }
}

function commandOf(person: Person, input: z.output<typeof BulkAct>): Command {
  switch (input.act) {
    case 'submit':
    case 'take_back':
    case 'approve': {
      const unseen = input.act === 'approve' && input.unseen
      const steps = (ids: string[]) => ids.map((assetId) => ({ assetId }))
      return async (trx, ids) => {
        const { refused, voted } = await transitionAssets(trx, person, steps(ids), {
          name: input.act,
          unseen: !!unseen,
        })
        // Told apart from what is approved: each has the vote, and waits for those of others.
        return [...refused, ...voted.map((id) => ({ id, error: new DomainError('review.more_votes') }))]
      }
    }
    case 'rights': {
      const change = pickRights(rightsOf(input), input.fields)
      return (trx, ids) => changeRights(trx, person, ids, change)
    }
    case 'move':
      return (trx, ids) => moveAssets(trx, actorOf(person), ids, input.folderId)
    case 'move_back':
      return (trx, ids) => moveAssetsBack(trx, actorOf(person), ids)
    case 'collect':
      return async (trx, ids) => {
        await addToCollection(trx, person, input.collectionId, { assetIds: ids })
        return []
      }
  }
}

/** An error of a whole chunk becomes a refusal of each of its assets, because the chunks before it are committed. */
async function inChunk(db: Db, viewer: Viewer, ids: string[], command: Command): Promise<RefusedItem[]> {
  try {
    return await inTransaction(db, async (trx) => {
      const decisionOn = await authorize(trx, viewer, ids, await dbNow(trx))
      const allowed = ids.filter((id) => decisionOn('see', id)?.allowed)
      const hidden = ids.filter((id) => !decisionOn('see', id)?.allowed)
      const unknown = hidden.map((id) => ({ id, error: new DomainError('asset.unknown') }))
      return [...unknown, ...(allowed.length > 0 ? await command(trx, allowed) : [])]
    })
  } catch (error) {
    if (error instanceof DomainError && error.code === 'role.required') throw error
    if (!(error instanceof DomainError)) log.error({ err: error }, 'part of a bulk act failed')
    const reason = error instanceof DomainError ? error : new DomainError('internal')
    return ids.map((id) => ({ id, error: reason }))
  }
}

async function groupRefused(db: Db, viewer: Viewer, refused: RefusedItem[], locale: string): Promise<RefusedGroup[]> {
  const groups = new Map<string, RefusedGroup>()
  const nameOf = await namesOfChecks(db, refused, locale)
  for (const { id, error } of refused) {
    const missing = Array.isArray(error.facts.missing) ? error.facts.missing.map(nameOf) : []
    const key = [error.code, ...missing].join(' ')
    const group = groups.get(key) ?? { code: error.code, missing, ids: [], named: [] }
    group.ids.push(id)
    groups.set(key, group)
  }
  const now = await dbNow(db)
  for (const group of groups.values()) {
    const assets = await staffAssets({ db, viewer, now }, group.ids.slice(0, NAMED), locale)
    group.named = assets.map(({ id, title }) => ({ id, title }))
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length)
}

/** Returns a function from failed checks to what they are called: of a field of the brand its name, of others their own. */
async function namesOfChecks(db: Db, refused: RefusedItem[], locale: string): Promise<(check: unknown) => string> {
  const isOfField = (check: unknown) => String(check).startsWith('field:')
  const checks = refused.flatMap(({ error }) => (Array.isArray(error.facts.missing) ? error.facts.missing : []))
  const fields = checks.some(isOfField) ? await listFields(db) : []
  const names = new Map(fields.map(({ key, labels }) => [`field:${key}`, pickText(labels, locale, 'en')?.value ?? key]))
  return (check) => names.get(String(check)) ?? String(check)
}
