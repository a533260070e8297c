import type { Viewing } from '~/platform/files/viewing'

/** Returns the number of pages of a document; undefined for other files, and where it is not known yet. */
export const pageCountOf = (viewing: Pick<Viewing, 'contents'> | null | undefined): number | undefined =>
  viewing?.contents?.type === 'document' ? viewing.contents.facts.pageCount : undefined
