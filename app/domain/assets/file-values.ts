import { TEXTS, type TextField } from '~/domain/metadata/built-in'
import { creditChanges, keywordChange, textChanges, type ValueChange } from '~/domain/metadata/value'
import type { FileMetadata } from '~/platform/images/metadata.server'
import type { Localized } from '~/platform/language'
import type { SaidValues } from './file-difference'

/** Returns what a file says of itself as values of the built-in fields, each text at most as long as its field allows. */
export function fileValues(assetId: string, metadata: FileMetadata & { licenceName?: string }): ValueChange[] {
  const { title, description, altText, usageTerms, keywords } = metadata
  const { creator, creditLine, copyrightNotice, licenceName, licenceUrl } = metadata
  const texts = shortened({ title, description, alt_text: altText, usage_terms: usageTerms })
  return [
    ...textChanges(assetId, texts),
    keywordChange(assetId, keywords),
    ...creditChanges(assetId, { creator, creditLine, copyrightNotice, licenceName, licenceUrl }),
  ]
}

/** Returns what a file says in the built-in fields, without those of which it says nothing. */
export const saidValues = (metadata: FileMetadata): SaidValues[] =>
  fileValues('', metadata).flatMap(({ fieldId, locale = '', values }) =>
    values.length > 0 ? [{ fieldId, locale, values: [...values] }] : [],
  )

/** Returns texts at most as long as their fields allow, in those languages whose tags are BCP 47. */
const shortened = (texts: Record<TextField, Localized>): Partial<Record<TextField, Localized>> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, values]) => [
      key,
      Object.fromEntries(
        Object.entries(values)
          .filter(([locale]) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale))
          .map(([locale, text]) => [locale, [...(text ?? '')].slice(0, TEXTS[key as TextField]).join('')]),
      ),
    ]),
  )
