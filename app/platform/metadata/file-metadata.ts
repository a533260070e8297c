import type { Localized } from '~/platform/language'

/** The metadata of a file, in the terms of the IPTC Photo Metadata Standard. */
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
  /** The camera's clock time, without a zone: `2026-11-23T09:30`; only the day, month or year if no more is known. */
  takenAt: string | null
  camera: string | null
  /** Whether the file states a position anywhere. */
  hasLocation: boolean
  /** Whether EXIF or XMP holds a camera's or lens's serial number; maker notes are not searched. */
  hasSerialNumber: boolean
  /** A few facts to display, such as camera and time. */
  extracted: Record<string, string | number>
}
