/** One value of an XMP property, with its language. */
export interface XmpValue {
  /** BCP-47, or `x-default`, also where none is given. */
  lang: string
  value: string
}

/** Values by property, such as `dc:title`; those of a list or of a language alternative in their order. */
export type XmpProperties = Partial<Record<string, XmpValue[]>>

/** Texts of EXIF, by the names that exiftool gives its tags. */
export type ExifTag =
  | ('ImageDescription' | 'Artist' | 'Copyright' | 'Make' | 'Model' | 'DateTimeOriginal' | 'CreateDate')
  | ('XPTitle' | 'XPComment' | 'XPAuthor' | 'XPKeywords')

/** Texts of IIM data sets, by the names that exiftool gives them. */
export type IimTag =
  | ('ObjectName' | 'Headline' | 'Caption-Abstract' | 'By-line' | 'Credit' | 'CopyrightNotice' | 'Keywords')
  | ('DateCreated' | 'TimeCreated')

/** What the three kinds of metadata in a file say, each for itself and not yet reconciled. */
export interface RawMetadata {
  exif: Partial<Record<ExifTag, string>>
  iim: Partial<Record<IimTag, string[]>>
  xmp: XmpProperties
  /** Whether a program that knows no XMP has changed the IIM since both were last written in step. */
  isIimNewer: boolean
  /** Whether any position stands in the file, wherever. */
  hasLocation: boolean
  /** Whether a serial number of a camera or lens stands in EXIF or XMP; maker notes are not looked into. */
  hasSerialNumber: boolean
}
