import { sql } from 'kysely'
import type { z } from 'zod'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Localized } from '~/platform/language'
import { enqueue } from '~/platform/queue.server'
import { type DownloadPreset, type NewPreset, type PresetFields, settingsOf } from './preset'
import { settingsHash } from './preset-recipe.server'
import { findPreset, listPresets } from './presets.queries.server'
import { tidySized } from './tidy-sized.jobs.server'

const nameOf = ({ key, names }: { key: string; names: Localized }): string =>
  names.en ?? Object.values(names).find(Boolean) ?? key

/** Adds a preset behind the others. Throws `preset.key_taken` beside the key, also for that of a retired one. */
export const createPreset = (db: Db, by: Person, { key, ...input }: z.output<typeof NewPreset>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const added = await trx
      .insertInto('downloadPreset')
      .values((eb) => ({
        ...{ key, ...columnsOf(input) },
        position: eb.selectFrom('downloadPreset').select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
      }))
      .onConflict((oc) => oc.column('key').doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!added) throw new DomainError('preset.key_taken', { field: 'key' })
    await note(trx, by, 'preset.created', { key, names: input.names as Localized })
  })

/**
 * Changes everything of a preset but its key. What earlier settings made is replaced in the background; until then it is not
 * delivered any more. Throws `preset.unknown`.
 */
export const changePreset = (db: Db, by: Person, key: string, input: z.output<typeof PresetFields>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const before = await lock(trx, key)
    await trx
      .updateTable('downloadPreset')
      .set({ ...columnsOf(input), changedAt: sql<Date>`now()` })
      .where('key', '=', key)
      .execute()
    const isSame = settingsHash(key, before.settings) === settingsHash(key, settingsOf(input))
    const keepsKinds = before.kinds.every((kind) => (input.kinds as string[]).includes(kind))
    await note(trx, by, 'preset.changed', { key, names: input.names as Localized })
    if (!isSame || !keepsKinds) await enqueue(trx, tidySized, {})
  })

/** Offers a preset no more, and has what it made removed. Does nothing for one that is retired. Throws `preset.unknown`. */
export const retirePreset = (db: Db, by: Person, key: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const preset = await lock(trx, key)
    if (preset.retiredAt) return
    await trx.updateTable('downloadPreset').set({ retiredAt: sql<Date>`now()` }).where('key', '=', key).execute()
    await note(trx, by, 'preset.retired', preset)
    await enqueue(trx, tidySized, {})
  })

/** Offers a retired preset again. Throws `preset.unknown`. */
export const restorePreset = (db: Db, by: Person, key: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const preset = await lock(trx, key)
    if (!preset.retiredAt) return
    await trx.updateTable('downloadPreset').set({ retiredAt: null }).where('key', '=', key).execute()
    await note(trx, by, 'preset.restored', preset)
  })

/** Moves a preset one place up (-1) or down (1) among those that are offered; at the end it stays. Throws `preset.unknown`. */
export const movePreset = (db: Db, by: Person, key: string, steps: -1 | 1): Promise<void> =>
  inTransaction(db, async (trx) => {
    await sql`lock table download_preset in share row exclusive mode`.execute(trx)
    const all = await listPresets(trx)
    const offered = all.filter(({ retiredAt }) => !retiredAt)
    const at = offered.findIndex((preset) => preset.key === key)
    const preset = offered[at]
    if (!preset) throw new DomainError('preset.unknown')
    if (!offered[at + steps]) return
    offered.splice(at, 1)
    offered.splice(at + steps, 0, preset)
    const order = [...offered, ...all.filter(({ retiredAt }) => retiredAt)].map((each) => each.key)
    await trx
      .updateTable('downloadPreset')
      .set({ position: sql<number>`array_position(${order}::text[], key)` })
      .execute()
    await note(trx, by, 'preset.moved', preset)
  })

const columnsOf = (input: z.output<typeof PresetFields>) => ({
  names: JSON.stringify(Object.fromEntries(Object.entries(input.names).filter(([, name]) => name))),
  kinds: sql<string[]>`${[...new Set(input.kinds)]}::text[]`,
  settings: JSON.stringify(settingsOf(input)),
  tier: input.tier,
  embeds: input.embeds === 'inherit' ? null : input.embeds,
  embedLanguage: input.embeds === 'all' ? (input.embedLanguage ?? null) : null,
})

async function lock(trx: Tx, key: string): Promise<DownloadPreset> {
  await sql`select 1 from download_preset where key = ${key} for update`.execute(trx)
  const preset = await findPreset(trx, key)
  if (!preset) throw new DomainError('preset.unknown')
  return preset
}

const note = (trx: Tx, by: Person, type: AuditType, preset: { key: string; names: Localized }): Promise<void> =>
  record(trx, actorOf(by), type, { kind: 'preset', id: preset.key, name: nameOf(preset) })
