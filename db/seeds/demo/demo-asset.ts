import type { Localized } from '~/platform/language'

/** One file of the demo brand with everything people would have written about it. */
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
}

/** Who made a file and on what terms: the part of an asset that follows from its licence. */
export type DemoRights = Pick<
  DemoAsset,
  'creator' | 'creditLine' | 'copyrightNotice' | 'licenceName' | 'licenceUrl' | 'usageTerms'
>
