import type { Credits, TextField } from '~/domain/metadata/built-in'
import type { FileMetadata } from '~/platform/images/metadata.server'
import type { Localized } from '~/platform/language'

/** Texts and credits that come with a file and are not in it, as from the manifest of an import. */
export interface StatedMetadata {
  texts?: Partial<Record<TextField, Localized>>
  keywords?: string[]
  credits?: Partial<Record<keyof Credits, string>>
}

/** Returns the metadata of a file with what is stated beside it; where both say something, the latter is taken. */
export function withStated(
  metadata: FileMetadata,
  { texts = {}, keywords, credits = {} }: StatedMetadata = {},
): FileMetadata & { licenceName?: string } {
  return {
    ...metadata,
    ...credits,
    // The stated language comes first, and so becomes that in which the asset is described.
    title: { ...texts.title, ...metadata.title, ...texts.title },
    description: { ...metadata.description, ...texts.description },
    altText: { ...metadata.altText, ...texts.alt_text },
    usageTerms: { ...metadata.usageTerms, ...texts.usage_terms },
    keywords: keywords ?? metadata.keywords,
  }
}
