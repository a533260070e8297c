import { termsNamed } from '~/domain/metadata/term-tree.queries.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'

const MOST_NAMES = 20

/** Names of terms that are offered while one is typed. */
export const loader = staffLoader('manager', async ({ db, params, url, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  const text = (url.searchParams.get('q') ?? '').slice(0, 100)
  const terms = text ? await termsNamed(db, vocabulary.id, { text, locale, limit: MOST_NAMES }) : []
  return { names: [...new Set(terms.map(({ labels }) => pickText(labels, locale, 'en')?.value ?? ''))] }
})
