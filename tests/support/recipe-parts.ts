export const FORMATS = ['jpg', 'png', 'webp', 'tif', 'avif', 'heic', 'psd'] as const
export type Format = (typeof FORMATS)[number] | 'mov'

export interface Recipe {
  name: string
  /** Arguments of exiftool that write the metadata. */
  write: string[]
  /** An XMP packet that exiftool inserts unchanged. */
  packet?: Buffer | string
  /** Whether the test inserts the packet, since exiftool would not insert it unchanged. */
  isVerbatim?: boolean
  /** Damages the bytes afterwards. */
  damage?: (bytes: Buffer) => Buffer
  formats?: readonly Format[]
}

export const VERBATIM = ['jpg', 'png'] as const
export const WITH_IIM = ['jpg', 'tif', 'png', 'psd'] as const
export const WITH_DIGEST = ['jpg', 'tif', 'psd'] as const
export const LONG_CREDIT = 'Fotografía de Iñaki Ibáñez Goikoetxea para Visit Mendialde'
export const XMP = [
  ...[
    '-XMP-dc:Title=Harbour at dusk',
    '-XMP-dc:Description=Boats & <people> at the quay',
    '-XMP-dc:Rights=© 2026 Mendialde',
  ],
  ...['-XMP-dc:Creator=Iñaki Ibáñez', '-XMP-dc:Creator=Ane Garro', '-XMP-dc:Subject=sea', '-XMP-dc:Subject=boats'],
  ...['-XMP-xmpRights:UsageTerms=Press only', '-XMP-iptcCore:AltTextAccessibility=Three boats at a quay'],
  ...[
    `-XMP-photoshop:Credit=${LONG_CREDIT}`,
    '-XMP-photoshop:Headline=Harbour',
    '-XMP-xmpRights:WebStatement=https://mendialde.example/rights',
  ],
]
export const IIM = [
  ...['-IPTC:ObjectName=Old title', '-IPTC:Caption-Abstract=Old caption', '-IPTC:CopyrightNotice=Old copyright'],
  ...['-IPTC:By-line=Old author', '-IPTC:Keywords=old', '-IPTC:Keywords=words', '-IPTC:Credit=Old credit'],
]
export const EXIF = ['-EXIF:Artist=Miren Exif', '-EXIF:Copyright=© Exif', '-EXIF:ImageDescription=Told by EXIF']
export const CAMERA = [
  '-EXIF:Make=NIKON CORPORATION',
  '-EXIF:Model=NIKON D750',
  '-EXIF:DateTimeOriginal=2026:05:04 09:30:11',
]
export const GPS = [
  '-EXIF:GPSLatitude=43.3',
  '-EXIF:GPSLatitudeRef=N',
  '-EXIF:GPSLongitude=1.98',
  '-EXIF:GPSLongitudeRef=W',
]
