import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { normalValue } from '~/platform/fold'
import type { MetadataField } from './field'
import { type FieldInput, hasMany } from './field-input'
import { contentsOfNames, findReferences } from './find-references.queries.server'
import { isReference, namesIn } from './reference'
import type { ValueChange } from './value'
import { valuesOf } from './values.queries.server'
import { findTerms } from './vocabularies.queries.server'
import { plainName } from './vocabulary'

const MOST_NAME = 100

/**
 * Returns the changes that set fields of terms, persons and links to assets to what is typed or chosen: names, or `#` and an id,
 * of assets also titles and addresses. An open vocabulary gets the names that it lacks, in the language of the asset. Throws
 * beside the field for a name that stands for nothing, or for more than one: a `ReferenceIssue`.
 */
export async function referenceChanges(
  trx: Tx,
  { id: assetId, sourceLocale }: { id: string; sourceLocale: string },
  fields: readonly MetadataField[],
  inputs: Readonly<Record<string, FieldInput>>,
): Promise<ValueChange[]> {
  const references = fields.filter(({ type }) => isReference(type))
  const stored = await valuesOf(trx, [assetId], { fields: references.map(({ id }) => id) })
  const changes: ValueChange[] = []
  for (const field of references) {
    const names = namesIn(field, inputs[field.key])
    const held = (stored.get(assetId) ?? []).filter(({ fieldId }) => fieldId === field.id)
    const found = await findReferences(trx, field, names, held)
    if (field.vocabularyId !== null) {
      const missing = names.filter((name) => !found.get(name)?.content)
      const made = await addTerms(trx, field.vocabularyId, missing, sourceLocale)
      for (const [name, termId] of made) found.set(name, { content: { termId } })
    }
    const { contents, unknown } = contentsOfNames(names, found)
    if (unknown) throw new DomainError(unknown.issue, { field: `fields.${field.key}`, name: unknown.name })
    if (contents.some(({ otherId }) => otherId === assetId))
      throw new DomainError('metadata.asset_itself', { field: `fields.${field.key}` })
    if (contents.length > MOST_VALUES)
      throw new DomainError('form.too_big_array', { field: `fields.${field.key}`, maximum: MOST_VALUES })
    changes.push({ assetId, fieldId: field.id, values: hasMany(field) ? contents : contents.slice(0, 1) })
  }
  return changes
}

/** Values of one field of one asset. */
const MOST_VALUES = 100

/** Adds terms to an open vocabulary; returns their ids by name, none of a closed one. */
async function addTerms(
  trx: Tx,
  vocabularyId: number,
  names: readonly string[],
  locale: string,
): Promise<Map<string, number>> {
  const made = new Map<string, number>()
  const fit = names.filter((name) => !name.startsWith('#') && [...name].length <= MOST_NAME)
  if (fit.length === 0) return made
  const { rows } = await sql<{ isOpen: boolean }>`select is_open from vocabulary where id = ${vocabularyId}
    for no key update`.execute(trx)
  if (!rows[0]?.isOpen) return made
  // Another transaction may have added them while this one waited for the lock.
  const found = await findTerms(trx, vocabularyId, fit)
  for (const name of fit) {
    const known = found.get(name)
    if (known !== undefined) made.set(name, known)
    else made.set(name, await addTerm(trx, vocabularyId, name, locale))
  }
  return made
}

async function addTerm(trx: Tx, vocabularyId: number, name: string, locale: string): Promise<number> {
  const { id } = await trx
    .insertInto('vocabularyTerm')
    .values({ vocabularyId, parentId: null, labels: JSON.stringify({ [locale]: name }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('vocabularyName')
    .values({ vocabularyId, name: plainName(name), termId: id, normal: normalValue(name) })
    .execute()
  return id
}
