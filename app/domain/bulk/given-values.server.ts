import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { termMeant } from '~/domain/metadata/keywords'
import { areKeywordsOpen, keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { namesIn } from '~/domain/metadata/resolve-terms.commands.server'
import { findTerms } from '~/domain/metadata/vocabularies.queries.server'
import type { Db } from '~/platform/db.server'
import type { Operation } from './bulk-edit'
import { givenValues, type Operated } from './operate'

/**
 * Returns the values that an operation names, or why there are none. Terms are given by a name or synonym in any language; a
 * change of many assets adds none to a vocabulary, as one wrong letter would add a wrong one.
 */
export async function givenOf(
  db: Db,
  operation: Pick<Operation, 'act' | 'value'>,
  field: MetadataField,
): Promise<Operated> {
  if (field.vocabularyId === null) return givenKeywords(db, operation, field)
  if (operation.act === 'clear') return { values: [] }
  const names = namesIn(field, operation.value)
  const found = await findTerms(db, field.vocabularyId, names)
  if (names.some((name) => !found.has(name))) return { refused: 'no_term' }
  const ids = new Set(names.map((name) => found.get(name) ?? 0))
  return { values: [...ids].map((termId) => ({ termId })) }
}

/** Of a closed vocabulary, keywords that are set or added are names of terms. */
async function givenKeywords(
  db: Db,
  operation: Pick<Operation, 'act' | 'value'>,
  field: MetadataField,
): Promise<Operated> {
  const given = givenValues(operation, field)
  const adds = operation.act === 'set' || operation.act === 'append'
  if (field.id !== FIELD_ID.keywords || !adds || !given.values || (await areKeywordsOpen(db))) return given
  const texts = given.values.map(({ text = '' }) => text)
  const meanings = await keywordMeanings(db, texts)
  return texts.every((word) => termMeant(meanings, word)) ? given : { refused: 'no_term' }
}
