import { z } from 'zod'
import {
  countTermsOf,
  findTerm,
  type LevelTerm,
  PAGE_OF_TERMS,
  termsAbove,
  termsBelow,
  termsNamed,
} from '~/domain/metadata/term-tree.queries.server'
import { termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { inTree } from '~/domain/metadata/vocabulary'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Localized, pickText } from '~/platform/language'

/** A vocabulary of no more terms is shown whole, as a tree; of a larger one a level at a time. */
export const WHOLE_TREE = 200

/** A term of a list, named in the language of the page. */
export interface ListedTerm {
  id: number
  name: string
  depth: number
  used: number
  isDeprecated: boolean
  synonyms: string
  /** Terms below it that the list does not show. */
  below: number
}

const Asked = z.object({
  q: z.string().trim().max(100).catch(''),
  below: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** Returns what the page of a vocabulary lists: its tree, a level of it, or what was searched for. */
export async function loadLevel(db: Db, vocabularyId: number, { url, locale }: { url: URL; locale: string }) {
  const { q, below, page } = Asked.parse(Object.fromEntries(url.searchParams))
  const total = await countTermsOf(db, vocabularyId)
  const isWhole = total <= WHOLE_TREE && !q && below === undefined
  const nameOf = ({ labels }: { labels: Localized }) => pickText(labels, locale, 'en')?.value ?? ''
  const parent = below === undefined ? undefined : await findTerm(db, vocabularyId, below)
  if (below !== undefined && !parent) throw new DomainError('metadata.unknown')
  const path = parent ? [...(await termsAbove(db, parent.id)), parent] : []
  const listed = isWhole
    ? inTree(await termsOf(db, vocabularyId), nameOf, locale).map((term) => ({ ...term, below: 0 }))
    : (q
        ? await termsNamed(db, vocabularyId, { text: q, locale })
        : await termsBelow(db, vocabularyId, { parentId: below ?? null, locale, page: page - 1 })
      ).map((term: LevelTerm) => ({ ...term, depth: 0 }))
  return {
    ...{ q, below, page, total, isWhole },
    hasMore: !isWhole && listed.length === PAGE_OF_TERMS,
    path: path.map((term) => ({ id: term.id, name: nameOf(term) })),
    terms: listed.map((term): ListedTerm => {
      const { id, depth, used, isDeprecated } = term
      const synonyms = Object.values(term.synonyms).flat().join(', ')
      return { id, depth, used, isDeprecated, synonyms, below: term.below, name: nameOf(term) }
    }),
  }
}
