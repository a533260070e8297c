import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { normalValue } from '~/platform/fold'
import { LOCALES, type Localized, pickText } from '~/platform/language'
import { canonicalName, KEYWORD_VOCABULARY } from './keywords'
import { type Named, namesOf, plainName, type Synonyms } from './vocabulary'

const withTexts = (texts: Localized): Localized => Object.fromEntries(Object.entries(texts).filter(([, text]) => text))
const withNames = (names: Synonyms): Synonyms =>
  Object.fromEntries(Object.entries(names).filter(([, each]) => each && each.length > 0))

/** Returns the names without empty ones. */
export const cleanNames = ({ labels, synonyms, hidden }: Named): Named => ({
  ...{ labels: withTexts(labels), synonyms: withNames(synonyms), hidden: withNames(hidden) },
})

/** Returns changed names with those of languages that a form does not have, which came with an import. */
export function withOtherLanguages(changed: Named, stored: Named): Named {
  const others = <T>(texts: Partial<Record<string, T>>) =>
    Object.fromEntries(Object.entries(texts).filter(([locale]) => !LOCALES.some((known) => known === locale)))
  return {
    labels: { ...others(stored.labels), ...changed.labels },
    synonyms: { ...others(stored.synonyms), ...changed.synonyms },
    hidden: { ...others(stored.hidden), ...changed.hidden },
  }
}

/** Returns the changed names of a keyword with its former labels, by which it stays found: files have them as texts. */
export function withFormerLabels(changed: Named, stored: Named): Named {
  const known = new Set(namesOf(changed))
  const hidden: Synonyms = { ...changed.hidden }
  for (const [locale, label = ''] of Object.entries(stored.labels))
    if (label && !known.has(plainName(label))) hidden[locale] = [...(hidden[locale] ?? []), label]
  return { ...changed, hidden }
}

/** Returns the names of a term with all those of another as synonyms, in their languages. */
export function joinedNames(kept: Named, merged: Named): Named {
  const known = (locale: string, name: string) => name !== '' && name !== kept.labels[locale]
  const joined = (own: Synonyms, added: [string, string[] | undefined][]): Synonyms => {
    const names: Synonyms = { ...own }
    for (const [locale, each = []] of added)
      names[locale] = [...new Set([...(names[locale] ?? []), ...each])].filter((name) => known(locale, name))
    return withNames(names)
  }
  const labels = Object.entries(merged.labels).map(([locale, name = '']): [string, string[]] => [locale, [name]])
  return {
    labels: kept.labels,
    synonyms: joined(kept.synonyms, [...labels, ...Object.entries(merged.synonyms)]),
    hidden: joined(kept.hidden, Object.entries(merged.hidden)),
  }
}

/** Stores by which names a term is found. */
export async function writeNames(trx: Tx, vocabularyId: number, termId: number, term: Named): Promise<void> {
  await trx.deleteFrom('vocabularyName').where('termId', '=', termId).execute()
  const names = namesOf(term).map((name) => ({ vocabularyId, name, termId, normal: normalValue(name) }))
  await trx.insertInto('vocabularyName').values(names).execute()
}

/**
 * Checks that no other term is written by the same name, where terms are written by their names. Throws `metadata.term_taken`
 * beside that name. Needs the lock of the vocabulary.
 */
export async function checkCanonical(
  trx: Tx,
  vocabularyId: number,
  { labels, id = 0 }: { labels: Localized; id?: number },
): Promise<void> {
  if (vocabularyId !== KEYWORD_VOCABULARY) return
  const name = plainName(canonicalName({ labels }))
  const { rows } = await sql<{ labels: Localized }>`select t.labels from vocabulary_name n
    join vocabulary_term t on t.id = n.term_id
    where n.vocabulary_id = ${vocabularyId} and n.name = ${name} and t.id <> ${id} and t.merged_into is null`.execute(
    trx,
  )
  if (!rows.some((other) => plainName(canonicalName(other)) === name)) return
  const locale = pickText(labels, 'en', 'en')?.locale ?? 'en'
  throw new DomainError('metadata.term_taken', { field: `labels.${locale}`, name: canonicalName({ labels }) })
}
