import { sql } from 'kysely'
import type { z } from 'zod'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Localized, pickText } from '~/platform/language'
import type { MetadataField } from './field'
import { type FieldSettings, FLAGS, type NewField } from './field-settings'
import { findField, listFields } from './fields.queries.server'
import { findVocabulary } from './vocabularies.queries.server'

/** Adds a field behind the others of its group. Throws `metadata.key_taken` beside the key, `metadata.group_unknown`. */
export const createField = (db: Db, by: Person, input: z.output<typeof NewField>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { key, type, isLocalizable, vocabulary, ...settings } = input
    const isOfTerms = type === 'term' || type === 'terms'
    const terms = isOfTerms ? await findVocabulary(trx, vocabulary ?? '') : undefined
    if (isOfTerms && !terms) throw new DomainError('form.choice_gone', { field: 'vocabulary' })
    const group = await groupId(trx, settings.group)
    const added = await trx
      .insertInto('metadataField')
      .values((eb) => ({
        ...{ key, type, isLocalizable, vocabularyId: terms?.id ?? null },
        ...columnsOf(settings),
        groupId: group,
        position: eb.selectFrom('metadataField').select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
      }))
      .onConflict((oc) => oc.column('key').doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!added) throw new DomainError('metadata.key_taken', { field: 'key' })
    await note(trx, by, { key, labels: settings.labels }, { type: 'metadata.field_created', fieldType: type })
  })

/**
 * Changes a field but for its key and type. Of a built-in field, whether it is public, searchable, required, translated, and for
 * which kinds is part of the product and stays. Throws `metadata.unknown`, `metadata.group_unknown`.
 */
export const changeField = (db: Db, by: Person, key: string, input: z.output<typeof FieldSettings>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const before = await lockField(trx, key)
    const { labels, help, tags, isRequiredForApproval, allowsCorrections, ...others } = columnsOf(input)
    const group = await groupId(trx, input.group)
    const kept = { labels, help, tags, isRequiredForApproval, allowsCorrections, groupId: group }
    await trx
      .updateTable('metadataField')
      .set(before.isBuiltIn ? kept : { ...kept, ...others })
      .where('key', '=', key)
      .execute()
    const after = await findField(trx, key)
    await note(
      trx,
      by,
      { key, labels: input.labels },
      { type: 'metadata.field_changed', changed: changedOf(before, after) },
    )
  })

/** Hides a field everywhere; its values stay. Does nothing for one that is retired. Throws `metadata.unknown`, `metadata.built_in`. */
export const retireField = (db: Db, by: Person, key: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const field = await lockField(trx, key)
    if (field.isBuiltIn) throw new DomainError('metadata.built_in')
    if (field.retiredAt) return
    await trx.updateTable('metadataField').set({ retiredAt: sql<Date>`now()` }).where('key', '=', key).execute()
    await note(trx, by, field, { type: 'metadata.field_retired' })
  })

/** Brings a retired field back with its values. Throws `metadata.unknown`. */
export const restoreField = (db: Db, by: Person, key: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const field = await lockField(trx, key)
    if (!field.retiredAt) return
    await trx.updateTable('metadataField').set({ retiredAt: null }).where('key', '=', key).execute()
    await note(trx, by, field, { type: 'metadata.field_restored' })
  })

/** Where a field goes in its group: before or after another, or one place up (-1) or down (1). */
export type FieldMove = { before: string } | { after: string } | { steps: -1 | 1 }

/** Moves a field within its group; beyond an end it stays. Throws `metadata.unknown`, also for a place in another group. */
export const moveField = (db: Db, by: Person, key: string, move: FieldMove): Promise<void> =>
  inTransaction(db, async (trx) => {
    await sql`lock table metadata_field in share row exclusive mode`.execute(trx)
    const all = (await listFields(trx)).filter(({ retiredAt }) => !retiredAt)
    const field = all.find((each) => each.key === key)
    if (!field) throw new DomainError('metadata.unknown')
    const group = all.filter((each) => each.group === field.group).map((each) => each.key)
    const rest = group.filter((each) => each !== key)
    const to = placeOf(rest, group.indexOf(key), move)
    if (to === undefined) return
    const order = [...rest.slice(0, to), key, ...rest.slice(to)]
    await trx
      .updateTable('metadataField')
      .set({ position: sql<number>`array_position(${order}::text[], key)` })
      .where('key', 'in', order)
      .execute()
    await note(trx, by, field, { type: 'metadata.field_moved' })
  })

function placeOf(rest: readonly string[], at: number, move: FieldMove): number | undefined {
  if ('steps' in move) {
    const to = at + move.steps
    return to < 0 || to > rest.length ? undefined : to
  }
  const target = rest.indexOf('before' in move ? move.before : move.after)
  if (target < 0) throw new DomainError('metadata.unknown')
  return 'before' in move ? target : target + 1
}

const withTexts = (texts: Localized): string =>
  JSON.stringify(Object.fromEntries(Object.entries(texts).filter(([, text]) => text)))

const columnsOf = (input: z.output<typeof FieldSettings>) => ({
  ...{ labels: withTexts(input.labels), help: withTexts(input.help), tags: sql<string[]>`${input.tags}::text[]` },
  kinds: input.kinds.length > 0 ? sql<string[]>`${[...new Set(input.kinds)]}::text[]` : null,
  ...{ isRequired: input.isRequired, isRequiredForApproval: input.isRequiredForApproval, isPublic: input.isPublic },
  ...{ isSearchable: input.isSearchable, isFacet: input.isFacet, allowsCorrections: input.allowsCorrections },
  mostLength: input.mostLength ?? null,
})

async function groupId(trx: Tx, key: string): Promise<number> {
  const group = await trx
    .selectFrom('metadataGroup')
    .select('id')
    .where('key', '=', key)
    .forKeyShare()
    .executeTakeFirst()
  if (!group) throw new DomainError('metadata.group_unknown', { field: 'group' })
  return group.id
}

/** Returns a field and locks its row. Throws `metadata.unknown`. */
export async function lockField(trx: Tx, key: string): Promise<MetadataField> {
  await sql`select 1 from metadata_field where key = ${key} for update`.execute(trx)
  const field = await findField(trx, key)
  if (!field) throw new DomainError('metadata.unknown')
  return field
}

/** Returns the names of the settings that differ, as one text. */
function changedOf(before: MetadataField, after: MetadataField | undefined): string {
  const names = ['labels', 'help', 'group', 'kinds', 'mostLength', 'tags', ...FLAGS] as const
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after?.[name])).join(', ')
}

/** Writes an event about a field. */
export const note = (
  trx: Tx,
  by: Person,
  { key, labels }: { key: string; labels: Localized },
  { type, ...facts }: { type: AuditType } & Record<string, unknown>,
): Promise<void> => {
  const name = pickText(labels, 'en', 'en')?.value ?? key
  return record(trx, actorOf(by), type, { kind: 'field', id: key, name }, facts)
}
