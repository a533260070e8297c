import type { Localized } from '~/platform/language'

/** One file of the demo brand with all its texts. */
export interface DemoAsset {
  /** Relative to `db/seeds/demo`. */
  file: string
  sourceLocale: string
  title: Localized
  description: Localized
  altText: Localized
  keywords: string[]
  creator: string
  creditLine: string
  copyrightNotice: string
  licenceName: string
  licenceUrl: string | null
  usageTerms: Localized
  state: 'approved' | 'in_review' | 'draft'
  embargo?: 'future'
  expired?: true
  approvedNote?: string
  /** Its pictures need converters, which may be slow or missing: the worker makes them after the start. */
  isPreviewedLater?: true
  /** WebVTT files by language, relative to `db/seeds/demo`. */
  captions?: Readonly<Record<string, string>>
}

/** Credit and terms of a file, which follow from its licence. */
export type DemoRights = Pick<
  DemoAsset,
  'creator' | 'creditLine' | 'copyrightNotice' | 'licenceName' | 'licenceUrl' | 'usageTerms'
>
