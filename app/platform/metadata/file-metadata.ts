import type { Localized } from '~/platform/language'

/** What a file says of itself, by the terms of the IPTC Photo Metadata Standard. */
export interface FileMetadata {
  title: Localized
  description: Localized
  altText: Localized
  keywords: string[]
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  usageTerms: Localized
  licenceUrl: string | null
  /** As the camera's clock said, without a zone: `2026-11-23T09:30`; a day, month or year alone where no more is known. */
  takenAt: string | null
  camera: string | null
  /** Whether any position stands in the file. */
  hasLocation: boolean
  /** Whether EXIF or XMP names the serial number of a camera or lens; maker notes are not looked into. */
  hasSerialNumber: boolean
  /** A few facts to show, such as camera and time. */
  extracted: Record<string, string | number>
}
