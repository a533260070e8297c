import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { type KeywordMeanings, meaningOf, writtenKeywords } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import type { Content } from '~/domain/metadata/value'
import type { Db } from '~/platform/db.server'
import type { AssetOutcome } from './outcomes.server'

/** Returns how values of a field are compared: keywords by what they mean, others as they are. */
export async function comparedBy(
  db: Db,
  field: MetadataField,
  lists: Iterable<readonly Content[]>,
): Promise<((value: Content) => string) | undefined> {
  if (field.id !== FIELD_ID.keywords) return undefined
  const meanings = await keywordMeanings(db, textsIn(lists))
  return ({ text = '' }) => meaningOf(meanings, text)
}

/**
 * Returns outcomes in which changed keywords are written as their terms are; refuses what a closed vocabulary does not have.
 * Outcomes of other fields stay as they are.
 */
export async function withTermsWritten(
  db: Db,
  field: MetadataField,
  outcomes: readonly AssetOutcome[],
): Promise<AssetOutcome[]> {
  if (field.id !== FIELD_ID.keywords) return [...outcomes]
  const changes = outcomes.flatMap((outcome) => outcome.changes)
  const meanings = await keywordMeanings(db, textsIn(changes.flatMap(({ before, values }) => [before, values])))
  return outcomes.map((outcome) => withTerms(outcome, meanings))
}

function withTerms(outcome: AssetOutcome, meanings: KeywordMeanings): AssetOutcome {
  const changes: AssetOutcome['changes'] = []
  for (const change of outcome.changes) {
    const held = textsIn([change.before])
    const { keywords } = writtenKeywords(meanings, { typed: textsIn([change.values]), held })
    if (!keywords) return { assetId: outcome.assetId, refused: 'no_term', changes: [] }
    if (keywords.join('\n') !== held.join('\n')) changes.push({ ...change, values: keywords.map((text) => ({ text })) })
  }
  return { ...outcome, changes }
}

const textsIn = (lists: Iterable<readonly Content[]>): string[] =>
  [...lists].flatMap((values) => values.flatMap(({ text }) => text ?? []))
