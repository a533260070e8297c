import { z } from 'zod'
import type { Localized } from '~/platform/language'
import { LOCALES } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'
import { keywordsOf } from './built-in'

export interface Vocabulary {
  id: number
  key: string
  labels: Localized
  /** Whether values that are written may make new terms. */
  isOpen: boolean
}

export type Synonyms = Partial<Record<string, string[]>>

/** What a term is called. */
export interface Named {
  labels: Localized
  synonyms: Synonyms
  /** Names by which it is found and that are not shown. */
  hidden: Synonyms
}

/** A term with its place in the tree. */
export interface Term {
  id: number
  parentId: number | null
  labels: Localized
  synonyms: Synonyms
  /** Names by which it is found and that are not shown. */
  hidden: Synonyms
  isDeprecated: boolean
  /** Values that are this term, and files that have it as a keyword. */
  used: number
}

/** A term in the order of the tree, and how deep it is in it. */
export type PlacedTerm = Term & { depth: number }

/** Characters of a name, and other names of a term in one language. */
export const [MOST_NAME, MOST_SYNONYMS] = [100, 50]

/** Returns a name as terms are found by: in lower case, without spaces around and repeated ones. */
export const plainName = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().slice(0, 200)

const SynonymLine = z
  .string()
  .max(MOST_SYNONYMS * MOST_NAME)
  .default('')
  .transform((line) => keywordsOf(line))
  .refine((names) => names.length <= MOST_SYNONYMS, 'form.invalid')

const named = (labels: Localized, context: z.RefinementCtx) => {
  if (!Object.values(labels).some(Boolean)) context.addIssue({ code: 'custom', path: ['en'], message: 'form.required' })
}

const TermId = z.number().int().positive().max(2_147_483_647).optional()

const synonymsSchema = z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, SynonymLine])))

/** Names in any language, other names, those that are not shown, and the term above it. */
export const TermSettings = z.strictObject({
  labels: localizedSchema(MOST_NAME).superRefine(named),
  synonyms: synonymsSchema,
  hidden: synonymsSchema.prefault({}),
  parentId: TermId,
  /** In place of its id. */
  parentName: z.string().trim().max(100).optional(),
})

export const NewVocabulary = z.strictObject({
  key: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'metadata.key'),
  labels: localizedSchema(MOST_NAME).superRefine(named),
  isOpen: z.boolean().default(false),
})

/** Returns all names by which a term is found. */
export const namesOf = ({ labels, synonyms, hidden }: Pick<Term, 'labels' | 'synonyms' | 'hidden'>): string[] => [
  ...new Set(
    [...Object.values(labels), ...Object.values(synonyms).flat(), ...Object.values(hidden).flat()]
      .map((name) => plainName(name ?? ''))
      .filter(Boolean),
  ),
]

/** Deepest level of a tree that is shown. */
export const DEEPEST = 20

/** Returns terms as a tree: each below its parent, sorted by name in the language of the reader. */
export function inTree(terms: readonly Term[], nameOf: (term: Term) => string, locale: string): PlacedTerm[] {
  const collator = new Intl.Collator(locale)
  const known = new Set(terms.map(({ id }) => id))
  const below = new Map<number | null, Term[]>()
  for (const term of terms) {
    const parent = term.parentId !== null && known.has(term.parentId) ? term.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), term])
  }
  const placed = (parent: number | null, depth: number): PlacedTerm[] =>
    [...(below.get(parent) ?? [])]
      .sort((a, b) => collator.compare(nameOf(a), nameOf(b)))
      .flatMap((term) => [{ ...term, depth }, ...(depth < DEEPEST ? placed(term.id, depth + 1) : [])])
  return placed(null, 0)
}
