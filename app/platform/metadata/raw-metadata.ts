/** One value of an XMP property, with its language. */
export interface XmpValue {
  /** BCP-47; `x-default` if the file states none. */
  lang: string
  value: string
}

/** Values by property name, such as `dc:title`; lists and language alternatives keep their order. */
export type XmpProperties = Partial<Record<string, XmpValue[]>>

/** EXIF text tags, under exiftool's tag names. */
export type ExifTag =
  | ('ImageDescription' | 'Artist' | 'Copyright' | 'Make' | 'Model' | 'DateTimeOriginal' | 'CreateDate')
  | ('XPTitle' | 'XPComment' | 'XPAuthor' | 'XPKeywords')

/** IIM text data sets, under exiftool's tag names. */
export type IimTag =
  | ('ObjectName' | 'Headline' | 'Caption-Abstract' | 'By-line' | 'Credit' | 'CopyrightNotice' | 'Keywords')
  | ('DateCreated' | 'TimeCreated')

/** EXIF, IIM and XMP of a file as stored, before `reconcile` merges them. */
export interface RawMetadata {
  exif: Partial<Record<ExifTag, string>>
  iim: Partial<Record<IimTag, string[]>>
  xmp: XmpProperties
  /** Whether IIM was changed after IIM and XMP were last synchronised, by a program that does not write XMP. */
  isIimNewer: boolean
  /** Whether the file states a position anywhere. */
  hasLocation: boolean
  /** Whether EXIF or XMP holds a camera's or lens's serial number; maker notes are not searched. */
  hasSerialNumber: boolean
}
