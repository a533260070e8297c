import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { contentsOfNames, findReferences } from '~/domain/metadata/find-references.queries.server'
import { termMeant } from '~/domain/metadata/keywords'
import { areKeywordsOpen, keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { isReference, namesIn } from '~/domain/metadata/reference'
import type { Db } from '~/platform/db.server'
import { type Operation, refusedName } from './bulk-edit'
import { givenValues, type Operated } from './operate'

/**
 * Returns the values that an operation names, or why there are none. Terms, persons and assets are given by their names; a change
 * of many assets adds none to a vocabulary or to the register of persons, as one wrong letter would add a wrong one.
 */
export async function givenOf(
  db: Db,
  operation: Pick<Operation, 'act' | 'value'>,
  field: MetadataField,
): Promise<Operated> {
  if (!isReference(field.type)) return givenKeywords(db, operation, field)
  if (operation.act === 'clear') return { values: [] }
  const names = namesIn(field, operation.value)
  const { contents, unknown } = contentsOfNames(names, await findReferences(db, field, names))
  return unknown ? { refused: refusedName(unknown.issue) } : { values: contents }
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
