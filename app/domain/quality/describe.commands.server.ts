import { sql } from 'kysely'
import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { FIELD_ID, keywordsOf } from '~/domain/metadata/built-in'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { type FieldInput, inputChanges } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { keywordsToWrite } from '~/domain/metadata/keywords.queries.server'
import { referenceChanges } from '~/domain/metadata/resolve-references.commands.server'
import { keywordChange, leavesNone, type MetadataValue, type ValueChange, valuesAt } from '~/domain/metadata/value'
import { lockAssets, setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import type { Description } from './description'
import { placeName, valuesKey } from './places'

/** Returns a digest of the values of a place, by which a form says what it was made of. */
export const digestOf = (values: Parameters<typeof valuesKey>[0]): string => sha256Hex(valuesKey(values)).slice(0, 16)

/** What was saved: which assets changed, and by what it is taken back. */
export interface SavedDescriptions {
  changed: string[]
  undo?: string
}

/**
 * Saves what a form says of assets, all of it or nothing: only places that the form has and that it changes. Confirms older
 * translations that it has, and passes over assets that are gone. Throws beside a control of the form `form.required` for the last text of a required field,
 * `asset.changed_meanwhile` for what somebody else has changed since the form was loaded, `form.invalid`, `metadata.no_such_term`.
 */
export async function saveDescriptions(
  db: Db,
  by: Person,
  descriptions: readonly Description[],
  /** In which keywords were typed. */
  locale?: string,
): Promise<SavedDescriptions> {
  const ids = descriptions.map(({ assetId }) => assetId)
  return inTransaction(db, async (trx) => {
    await lockAssets(trx, ids)
    const assets = await trx
      .selectFrom('asset')
      .select(['id', 'kind', 'sourceLocale'])
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('deletedAt', 'is', null)
      .execute()
    const fields = (await listFields(trx)).filter(({ retiredAt }) => !retiredAt)
    const stored = await valuesOf(trx, ids)
    const changes: ValueChange[] = []
    for (const description of descriptions) {
      const asset = assets.find(({ id }) => id === description.assetId)
      if (!asset) continue
      const own = fields.filter((field) => appliesTo(field, asset.kind))
      const subject = { asset, fields: own, stored: stored.get(asset.id) ?? [], locale }
      changes.push(...(await changesIn(trx, subject, description)))
    }
    const made = await setValues(trx, actorOf(by), changes)
    const changed = [...new Set(made.map(({ assetId }) => assetId))]
    if (changed.length === 0) return { changed }
    await recordAll(
      trx,
      actorOf(by),
      'asset.described',
      changed.map((id) => ({ subject: { kind: 'asset', id } })),
    )
    return { changed, undo: await undoOf(trx, by, changed) }
  })
}

interface Subject {
  asset: { id: string; sourceLocale: string }
  fields: readonly MetadataField[]
  stored: readonly MetadataValue[]
  locale: string | undefined
}

async function changesIn(trx: Tx, subject: Subject, { inputs, was }: Description): Promise<ValueChange[]> {
  const { asset, fields, stored } = subject
  const changes: ValueChange[] = []
  const keys = new Set([...was.keys()].map((place) => place.split('.')[0]))
  for (const field of fields.filter(({ key }) => keys.has(key))) {
    const given = await changesOf(trx, subject, field, inputs[field.key])
    const own = stored.filter(({ fieldId }) => fieldId === field.id)
    const touched = given.flatMap((change): ValueChange[] => {
      const place = placeName({ key: field.key, locale: change.locale ?? '' })
      const before = was.get(place)
      if (before === undefined) return []
      const now = valuesAt(own, change)
      const isStale = now.some(({ status }) => status === 'stale')
      const wanted = digestOf(change.values)
      if (wanted === before) return isStale && digestOf(now) === wanted ? [{ ...change, status: 'approved' }] : []
      if (digestOf(now) !== before && digestOf(now) !== wanted)
        throw new DomainError('asset.changed_meanwhile', { field: `of.${asset.id}.${place}` })
      return [change]
    })
    if (field.isRequired && touched.length > 0 && leavesNone(own, touched)) {
      const locale = field.isLocalizable ? asset.sourceLocale : ''
      throw new DomainError('form.required', { field: `of.${asset.id}.${placeName({ key: field.key, locale })}` })
    }
    changes.push(...touched)
  }
  return changes
}

/** All that a form gives of a field, in every language; errors stand beside its control. */
async function changesOf(
  trx: Tx,
  { asset, locale }: Subject,
  field: MetadataField,
  input: FieldInput,
): Promise<ValueChange[]> {
  try {
    if (field.id === FIELD_ID.keywords) {
      const typed = keywordsOf(typeof input === 'string' ? input : '')
      return [keywordChange(asset.id, await keywordsToWrite(trx, asset.id, { typed, locale }))]
    }
    return [
      ...inputChanges(asset.id, [field], { [field.key]: input }),
      ...(await referenceChanges(trx, asset, [field], { [field.key]: input })),
    ]
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new DomainError(error.code, { ...error.facts, field: `of.${asset.id}.${field.key}` })
  }
}

/** The first and last number of the changes that this transaction has made; those between that are others' are left out later. */
async function undoOf(trx: Tx, by: Person, assetIds: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`select min(id) as first, max(id) as last
    from metadata_change where asset_id = any(${assetIds}::uuid[]) and at = now() and actor_id = ${by.id}`.execute(trx)
  const [found] = rows
  return found?.first ? `${found.first}-${found.last}` : undefined
}
