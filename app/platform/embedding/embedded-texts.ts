/**
 * The texts that are written into a file, in the terms of the IPTC Photo Metadata Standard. What is absent is removed from
 * the file, so that it says nothing that nobody approved.
 */
export interface EmbeddedTexts {
  /** BCP 47; the texts in languages are in this one. */
  language: string
  title?: string
  description?: string
  altText?: string
  extendedDescription?: string
  keywords?: readonly string[]
  creators?: readonly string[]
  /** Where these are given, those of the file are removed, also by an empty list. */
  personsShown?: readonly string[]
  placesCreated?: readonly EmbeddedPlace[]
  placesShown?: readonly EmbeddedPlace[]
  creditLine?: string
  copyrightNotice?: string
  usageTerms?: string
  /** Address of the licence: Web Statement of Rights. */
  licenceUrl?: string
  licensor?: { name?: string; url?: string; email?: string }
  /** UUID of the asset and number of its version, by which the file can be traced back. */
  asset?: { id: string; version: number }
  /** Last day of the licence, `2027-01-31`. */
  expiresOn?: string
  /** Whether everything else that XMP and IIM say is removed as well, but for what a gain map needs. */
  strips?: boolean
}

/** A place by its name, and the country by its two letters (ISO 3166-1). */
export interface EmbeddedPlace {
  name: string
  countryCode?: string
}

const LONGEST = 8000
const MOST_ITEMS = 500

/** Returns texts in NFC without control characters, blanks left out, within lengths that every container holds. */
export function cleanTexts(texts: EmbeddedTexts): EmbeddedTexts {
  const text = (value: string | undefined): string | undefined => cleanText(value) || undefined
  const list = (values: readonly string[] | undefined): string[] | undefined => {
    const kept = (values ?? []).map(cleanText).filter(Boolean).slice(0, MOST_ITEMS)
    return kept.length ? [...new Set(kept)] : undefined
  }
  const places = (given: readonly EmbeddedPlace[] | undefined): EmbeddedPlace[] | undefined =>
    given?.slice(0, MOST_ITEMS).flatMap(({ name, countryCode }) => {
      const clean = cleanText(name)
      return clean ? [{ name: clean, ...(/^[A-Z]{2}$/.test(countryCode ?? '') && { countryCode }) }] : []
    })
  const { licensor, asset } = texts
  return {
    language: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(texts.language) ? texts.language : 'en',
    ...{ title: text(texts.title), description: text(texts.description), altText: text(texts.altText) },
    ...{ extendedDescription: text(texts.extendedDescription), keywords: list(texts.keywords) },
    ...{ creators: list(texts.creators), creditLine: text(texts.creditLine), usageTerms: text(texts.usageTerms) },
    personsShown: texts.personsShown && (list(texts.personsShown) ?? []),
    ...{ placesCreated: places(texts.placesCreated), placesShown: places(texts.placesShown) },
    ...{ copyrightNotice: text(texts.copyrightNotice), licenceUrl: text(texts.licenceUrl) },
    licensor: licensor && { name: text(licensor.name), url: text(licensor.url), email: text(licensor.email) },
    asset,
    ...(texts.strips ? { strips: true } : {}),
    expiresOn: /^\d{4}-\d\d-\d\d$/.test(texts.expiresOn ?? '') ? texts.expiresOn : undefined,
  }
}

const cleanText = (value = ''): string =>
  Buffer.from([...value].slice(0, LONGEST).join(''))
    .toString()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
    .trim()
