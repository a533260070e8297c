import { z } from 'zod'

/** What the command palette finds besides pages and acts. */
export const FOUND_KINDS = ['asset', 'search', 'collection', 'portal', 'share', 'person'] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

/** Most things of one kind that are found, and most that were opened last. */
export const MOST_FOUND = 6
export const MOST_RECENT = 8

export interface FoundRef {
  kind: FoundKind
  /** Of a saved search its code, by which it is opened. */
  id: string
}

const Ref = z
  .string()
  .transform((text) => text.split(':'))
  .pipe(z.tuple([z.enum(FOUND_KINDS), z.uuid()]))

/** Returns the things that a text names as `kind:id,kind:id`; leaves out what cannot be read. */
export const readRefs = (text: string): FoundRef[] =>
  text
    .split(',')
    .slice(0, MOST_RECENT)
    .flatMap((part) => {
      const { data } = Ref.safeParse(part)
      return data ? [{ kind: data[0], id: data[1] }] : []
    })

/** Returns the text that names things. */
export const writeRefs = (refs: readonly FoundRef[]): string => refs.map(({ kind, id }) => `${kind}:${id}`).join(',')
