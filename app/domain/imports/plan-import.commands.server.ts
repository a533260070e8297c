import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { ImportPlan, ImportRun } from './import'
import { ImportError } from './import-error'
import { reasonOf } from './import-reason'
import { type ImportServices, type ImportSource, withSource } from './import-source.server'
import { changesOf, findImported, hasBytes, hasSize, hasTwin } from './imported-assets.queries.server'
import { findImport } from './imports.queries.server'
import type { GivenFields } from './manifest-row'
import { stageItems } from './stage-items.commands.server'

const AT_ONCE = 200

/**
 * The dry run: lists the source and the manifest, and writes for each item what would happen. Changes nothing of the library;
 * reads only files whose external id is known and whose size has not changed. A source or manifest that cannot be read ends the
 * run as failed, with the reason. Running it twice makes the same items.
 */
export async function planImport(services: ImportServices, runId: string): Promise<void> {
  const { db } = services
  const run = await findImport(db, runId)
  if (run?.state !== 'planning') return
  const isWanted = async () => {
    services.signal?.throwIfAborted()
    const now = await findImport(db, runId)
    return now?.state === 'planning' && now.plans === run.plans
  }
  try {
    await stageItems(services, run, isWanted)
    await planUnknown(db, run)
    await withSource(services, run, async (source) => {
      for (let after = 0, more = true; more && (await isWanted()); ) {
        const items = await nextItems(db, runId, after)
        for (const item of items) await predict(db, { run, source, item })
        after = items.at(-1)?.position ?? after
        more = items.length === AT_ONCE
      }
    })
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason) throw error
    await endPlanning(db, run, { state: 'failed', ...reason })
    return
  }
  await endPlanning(db, run, { state: 'planned', reason: null, facts: {} })
}

/**
 * Plans in one statement what needs no look at its file: items whose external id the source has not brought before, and in a ZIP
 * whose CRC and size no stored object has.
 */
async function planUnknown(db: Db, { id, source, kind }: ImportRun): Promise<void> {
  const twin =
    kind === 'zip'
      ? sql`and not exists (select 1 from stored_object object where object.byte_size = item.byte_size
          and object.crc32 = (item.locator ->> 'crc32')::bigint)`
      : sql``
  await sql`update import_item item set plan = 'created' where run_id = ${id} and state = 'waiting' and path is not null
    and not exists (select 1 from imported_asset known where known.source = ${source}
      and known.external_id = item.external_id) ${twin}`.execute(db)
}

interface ItemToPlan {
  id: number
  position: number
  externalId: string
  path: string | null
  byteSize: number | null
  locator: Record<string, unknown>
  fields: GivenFields
}

interface Planning {
  run: ImportRun
  source: ImportSource
  item: ItemToPlan
}

async function predict(db: Db, { run, source, item }: Planning): Promise<void> {
  try {
    const plan = await planOf(db, { run, source, item })
    const settled = isRefusal(plan) ? { state: 'refused' as const, reason: plan } : { plan }
    await db.updateTable('importItem').set(settled).where('id', '=', item.id).execute()
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    await db.updateTable('importItem').set({ state: 'refused', reason: error.code }).where('id', '=', item.id).execute()
  }
}

type Refusal = 'in_bin' | 'merged_changed'

const isRefusal = (plan: ImportPlan | Refusal): plan is Refusal => plan === 'in_bin' || plan === 'merged_changed'

async function planOf(db: Db, { run, source, item }: Planning): Promise<ImportPlan | Refusal> {
  const known = await findImported(db, run.source, item.externalId)
  const stated = statedBytes(run, item)
  if (!known) return stated && (await hasTwin(db, stated)) ? 'same' : 'created'
  if (known.isInBin && !known.keptId) return 'in_bin'
  const isChanged = item.path !== null && !(await isSame(db, known.assetId, { source, item, stated }))
  if (known.keptId) return isChanged ? 'merged_changed' : 'same'
  if (isChanged) return 'new_version'
  return (await changesOf(db, known.assetId, item.fields)) ? 'updated' : 'same'
}

/** Returns the CRC and size of a file in a ZIP. */
function statedBytes({ kind }: ImportRun, { locator, byteSize }: ItemToPlan) {
  const { crc32 } = locator
  return kind === 'zip' && typeof crc32 === 'number' && byteSize !== null ? { crc32, byteSize } : undefined
}

async function isSame(
  db: Db,
  assetId: string,
  { source, item, stated }: Omit<Planning, 'run'> & { stated: ReturnType<typeof statedBytes> },
): Promise<boolean> {
  if (stated) return hasBytes(db, assetId, stated)
  if (item.byteSize !== null && !(await hasSize(db, assetId, item.byteSize))) return false
  const { sha256 } = await source.withFile(locatedOf(item), fingerprintFile)
  return hasBytes(db, assetId, { sha256 })
}

/** Returns what finds the file of an item in its source. */
export const locatedOf = ({ path, locator }: Pick<ItemToPlan, 'path' | 'locator'>) => ({
  path: typeof locator.path === 'string' ? locator.path : (path ?? ''),
  locator,
})

const nextItems = (db: Db, runId: string, after: number): Promise<ItemToPlan[]> =>
  db
    .selectFrom('importItem')
    .select(['id', 'position', 'externalId', 'path', 'byteSize'])
    .select([sql<Record<string, unknown>>`locator`.as('locator'), sql<GivenFields>`fields`.as('fields')])
    .where('runId', '=', runId)
    .where('state', '=', 'waiting')
    .where('plan', 'is', null)
    .where('position', '>', after)
    .orderBy('position')
    .limit(AT_ONCE)
    .execute()

/** Ends a plan, unless it was stopped meanwhile, or stopped and begun again. */
async function endPlanning(
  db: Db,
  { id, plans }: ImportRun,
  { state, reason, facts }: { state: 'planned' | 'failed'; reason: string | null; facts: Record<string, unknown> },
): Promise<void> {
  await db
    .updateTable('importRun')
    .set({ state, reason, facts: JSON.stringify(facts), ...(state === 'failed' ? { endedAt: sql<Date>`now()` } : {}) })
    .where('id', '=', id)
    .where('plans', '=', plans)
    .where('state', '=', 'planning')
    .execute()
}
