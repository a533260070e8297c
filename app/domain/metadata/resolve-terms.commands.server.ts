import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { normalValue } from '~/platform/fold'
import type { MetadataField } from './field'
import type { FieldInput } from './field-input'
import type { ValueChange } from './value'
import { findTerms } from './vocabularies.queries.server'
import { plainName } from './vocabulary'

/** Terms of one field of one asset. */
const MOST_TERMS = 100
const MOST_NAME = 100

/** Returns the names that are typed or chosen: separated by semicolons or lines, in a field with one term the whole text. */
export function namesIn({ type }: Pick<MetadataField, 'type'>, input: FieldInput): string[] {
  const texts = typeof input === 'string' ? [input] : Object.values(input ?? {}).filter((text) => text !== undefined)
  const parts = type === 'terms' ? texts.flatMap((text) => text.split(/[;\n]/)) : texts
  return [...new Set(parts.map((name) => name.normalize('NFC').trim()).filter(Boolean))].slice(0, MOST_TERMS)
}

/**
 * Returns the changes that set fields of terms to what is typed or chosen: names or synonyms in any language, or `#` and the id of a
 * term. An open vocabulary gets the names that it lacks, in the language of the asset. Throws `metadata.no_such_term` beside the
 * field for a name that a closed one lacks.
 */
export async function termChanges(
  trx: Tx,
  { id: assetId, sourceLocale }: { id: string; sourceLocale: string },
  fields: readonly MetadataField[],
  inputs: Readonly<Record<string, FieldInput>>,
): Promise<ValueChange[]> {
  const changes: ValueChange[] = []
  for (const field of fields) {
    if (field.vocabularyId === null) continue
    const names = namesIn(field, inputs[field.key])
    const found = await findTerms(trx, field.vocabularyId, names)
    const missing = names.filter((name) => !found.has(name))
    const made = await addTerms(trx, field.vocabularyId, missing, sourceLocale)
    const lacking = missing.find((name) => !made.has(name))
    if (lacking) throw new DomainError('metadata.no_such_term', { field: `fields.${field.key}`, name: lacking })
    const ids = names.flatMap((name) => found.get(name) ?? made.get(name) ?? [])
    const values = [...new Set(ids)].slice(0, field.type === 'terms' ? MOST_TERMS : 1).map((termId) => ({ termId }))
    changes.push({ assetId, fieldId: field.id, values })
  }
  return changes
}

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
