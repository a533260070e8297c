import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { cutIim, damageTag, emptyExif } from './damaged-metadata'
import { runExiftool } from './exiftool'

const FORMATS = ['jpg', 'png', 'webp', 'tif', 'avif', 'heic', 'psd'] as const
export type Format = (typeof FORMATS)[number] | 'mov'

interface Recipe {
  name: string
  /** Arguments of exiftool, which writes the metadata. */
  write: string[]
  /** An XMP packet of our own that it puts in as it is. */
  packet?: Buffer | string
  /** What is done to the bytes afterwards. */
  damage?: (bytes: Buffer) => Buffer
  formats?: readonly Format[]
}

const WITH_IIM = ['jpg', 'tif', 'png', 'psd'] as const
const WITH_DIGEST = ['jpg', 'tif', 'psd'] as const
const LONG_CREDIT = 'Fotografía de Iñaki Ibáñez Goikoetxea para Visit Mendialde'
const MANY = [
  'de',
  'es',
  'eu',
  'fr',
  'ar',
  'he',
  'ja',
  'ko',
  'zh-CN',
  'zh-TW',
  'ru',
  'el',
  'th',
  'hi',
  'pt-BR',
  'pt-PT',
]
const XMP = [
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
const IIM = [
  ...['-IPTC:ObjectName=Old title', '-IPTC:Caption-Abstract=Old caption', '-IPTC:CopyrightNotice=Old copyright'],
  ...['-IPTC:By-line=Old author', '-IPTC:Keywords=old', '-IPTC:Keywords=words', '-IPTC:Credit=Old credit'],
]
const EXIF = ['-EXIF:Artist=Miren Exif', '-EXIF:Copyright=© Exif', '-EXIF:ImageDescription=Told by EXIF']
const CAMERA = ['-EXIF:Make=NIKON CORPORATION', '-EXIF:Model=NIKON D750', '-EXIF:DateTimeOriginal=2026:05:04 09:30:11']
const GPS = ['-EXIF:GPSLatitude=43.3', '-EXIF:GPSLatitudeRef=N', '-EXIF:GPSLongitude=1.98', '-EXIF:GPSLongitudeRef=W']
const [ARTIST, COPYRIGHT, DESCRIPTION, MAKE, EXIF_POINTER, GPS_POINTER] = [0x13b, 0x8298, 0x10e, 0x10f, 0x8769, 0x8825]

/** A packet with these properties. */
const packet = (inside: string) =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/">
${inside}</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>`
const TITLE =
  '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour &#38; &lt;boats&gt;</rdf:li></rdf:Alt></dc:title>'
const CREDIT = `<photoshop:Credit>${LONG_CREDIT}</photoshop:Credit>`
const CREATORS = '<dc:creator><rdf:Seq><rdf:li>Iñaki</rdf:li><rdf:li>山田</rdf:li></rdf:Seq></dc:creator>'
/** An editing history of so many steps, as editors that keep every one write it. */
const history = (steps: number) =>
  `<photoshop:DocumentAncestors><rdf:Bag>${Array.from({ length: steps }, (_, at) => `<rdf:li>xmp.did:${String(at).padStart(32, '0')}</rdf:li>`).join('')}</rdf:Bag></photoshop:DocumentAncestors>`
const large = (kilobytes: number) => packet(history(Math.ceil((kilobytes * 1024) / 57)) + TITLE + CREATORS + CREDIT)
const bigEndian = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

const RECIPES: Recipe[] = [
  { name: 'large xmp of 60 kB', write: [], packet: large(60) },
  { name: 'large xmp of 90 kB', write: [], packet: large(90) },
  { name: 'large xmp of 300 kB', write: [], packet: large(300) },
  { name: 'large xmp of 3 MB', write: [], packet: large(3000) },
  { name: 'large xmp beside exif', write: [...CAMERA, ...GPS], packet: large(200) },
  { name: 'packed xmp', write: ['-z', ...XMP], formats: ['png'] },
  { name: 'xmp in utf-16 of little endian', write: [], packet: Buffer.from(`\ufeff${large(10)}`, 'utf16le') },
  { name: 'xmp in utf-16 of big endian', write: [], packet: bigEndian(large(10)) },
  {
    name: 'xmp cut in its middle',
    write: [],
    packet: `${packet(TITLE + CREATORS).split('</rdf:Description>')[0]}<photoshop:Credit>Cut`,
  },
  {
    name: 'xmp with sections',
    write: [],
    packet: packet(
      `<!-- <dc:title>no</dc:title> -->${TITLE}<photoshop:Credit><![CDATA[A <b> & C]]></photoshop:Credit>`,
    ),
  },
  {
    name: 'xmp with qualifiers',
    write: [],
    packet: packet(
      `${TITLE}<photoshop:Credit rdf:parseType="Resource"><rdf:value>Qualified</rdf:value><photoshop:note>n</photoshop:note></photoshop:Credit>`,
    ),
  },
  {
    name: 'xmp with an address',
    write: [],
    packet: packet(
      `<xmpRights:WebStatement xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" rdf:resource="https://mendialde.example/r"/>${TITLE}`,
    ),
  },
  {
    name: 'xmp with other prefixes',
    write: [],
    packet: packet(
      `${TITLE}<p:Credit xmlns:p="http://ns.adobe.com/photoshop/1.0/">Prefixed</p:Credit><dc2:creator xmlns:dc2="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>Miren</rdf:li></rdf:Seq></dc2:creator>`,
    ),
  },
  {
    name: 'xmp with a list of one text',
    write: [],
    packet: packet('<dc:subject>sea</dc:subject><dc:title>Plain</dc:title><dc:creator>Ane</dc:creator>'),
  },
  {
    name: 'xmp with parts that have titles',
    write: [],
    packet: packet(`<exif:Parts rdf:parseType="Resource"><dc:title>Of a part</dc:title></exif:Parts>${CREATORS}`),
  },
  { name: 'film with a position', write: ['-Keys:GPSCoordinates=43.3 -1.98 12'], formats: ['mov'] },
  { name: 'film with a position of its camera', write: ['-UserData:GPSCoordinates=43.3 -1.98 12'], formats: ['mov'] },
  { name: 'film with xmp', write: XMP, formats: ['mov'] },
  { name: 'film without a position', write: ['-Keys:Title=Film'], formats: ['mov'] },
  { name: 'exif of noise', write: [...EXIF, ...XMP], damage: emptyExif },
  {
    name: 'iim cut in its middle',
    write: ['-codedcharacterset=utf8', '-IPTC:ObjectName=Whole', '-IPTC:Credit=Cut off'],
    damage: cutIim('Cut off'),
    formats: ['jpg', 'tif', 'psd'],
  },
  { name: 'nothing', write: ['-XMP-xmp:Rating=3'] },
  { name: 'xmp', write: XMP },
  { name: 'xmp in short form', write: ['-api', 'Compact=Shorthand', ...XMP] },
  { name: 'exif', write: [...EXIF, ...CAMERA, ...GPS] },
  { name: 'exif of little endian', write: ['-ExifByteOrder=II', ...EXIF, ...CAMERA, ...GPS] },
  { name: 'exif beside xmp', write: [...EXIF, ...CAMERA, ...XMP] },
  {
    name: 'blank exif beside xmp',
    write: ['-EXIF:Artist=  ', '-EXIF:Copyright= ', '-EXIF:ImageDescription=   ', ...XMP],
  },
  { name: 'several artists', write: ['-EXIF:Artist=Iñaki Ibáñez; Ane Garro'] },
  { name: 'two copyrights', write: ['-EXIF:Copyright=Photographer\nEditor'] },
  {
    name: 'exif as ascii of xmp',
    write: ['-EXIF:Artist=Inaki Ibanez; Ane Garro', '-EXIF:Copyright=(C) 2026 Mendialde', ...XMP],
  },
  { name: 'caption by the camera', write: ['-EXIF:ImageDescription=OLYMPUS DIGITAL CAMERA         ', ...XMP] },
  {
    name: 'iim',
    write: ['-codedcharacterset=utf8', ...IIM, '-IPTC:City=Donostia', '-IPTC:Headline=Zarata'],
    formats: WITH_IIM,
  },
  {
    name: 'iim in latin',
    write: ['-charset', 'iptc=Latin', '-IPTC:Caption-Abstract=Iñaki au café', '-IPTC:By-line=Begoña'],
    formats: WITH_IIM,
  },
  {
    name: 'iim in unmarked utf-8',
    write: ['-charset', 'iptc=UTF8', '-IPTC:By-line=Begoña', '-IPTC:Credit=Euskal Etxea ñ'],
    formats: WITH_IIM,
  },
  { name: 'iim beside xmp', write: [...IIM, ...XMP], formats: WITH_IIM },
  {
    name: 'iim cut beside xmp',
    write: ['-codedcharacterset=utf8', `-IPTC:Credit=${LONG_CREDIT.slice(0, 31)}`, ...XMP],
    formats: WITH_IIM,
  },
  { name: 'iim beside xmp in step', write: [...IIM, ...XMP, '-Photoshop:IPTCDigest=new'], formats: WITH_DIGEST },
  {
    name: 'newer iim beside xmp',
    write: [...IIM, ...XMP, '-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff'],
    formats: WITH_DIGEST,
  },
  {
    name: 'newer iim cut beside xmp',
    write: [
      '-codedcharacterset=utf8',
      `-IPTC:Credit=${LONG_CREDIT.slice(0, 30)}`,
      '-IPTC:By-line=Iñaki Ibáñez',
      ...XMP,
      '-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff',
    ],
    formats: WITH_DIGEST,
  },
  {
    name: 'newer iim with few fields',
    write: ['-IPTC:Credit=Newer credit', ...XMP, '-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff'],
    formats: WITH_DIGEST,
  },
  { name: 'iim, xmp and exif', write: [...IIM, ...XMP, ...EXIF], formats: WITH_IIM },
  { name: 'headline alone', write: ['-XMP-photoshop:Headline=Only a headline'] },
  { name: 'iim dates', write: ['-IPTC:DateCreated=2019:03:04', '-IPTC:TimeCreated=05:06:07+01:00'], formats: WITH_IIM },
  {
    name: 'windows',
    write: [
      '-EXIF:XPTitle=Portua – 港',
      '-EXIF:XPComment=Itsasontziak',
      '-EXIF:XPAuthor=Ane;Miren',
      '-EXIF:XPKeywords=itsasoa;ontzi',
    ],
  },
  {
    name: 'many languages',
    write: MANY.flatMap((tag) =>
      ['Title', 'Description', 'Rights'].map((name) => `-XMP-dc:${name}-${tag}=${name} ${tag} ñ 日本 عربى`),
    ).concat(['-XMP-dc:Title=Default', '-XMP-dc:Title-en=English', '-XMP-dc:Title-en-GB=British']),
  },
  {
    name: 'many languages, iim newer',
    write: [
      ...MANY.map((tag) => `-XMP-dc:Title-${tag}=Title ${tag}`),
      '-XMP-dc:Title=Default',
      '-XMP-dc:Title-ca=Default',
      '-IPTC:ObjectName=Newer',
      '-Photoshop:IPTCDigest=00112233445566778899aabbccddeeff',
    ],
    formats: WITH_DIGEST,
  },
  {
    name: 'no default language',
    write: ['-XMP-dc:Title-de=Hafen', '-XMP-dc:Title-eu=Portua', '-XMP-dc:Rights-de=Alle Rechte'],
  },
  {
    name: 'scripts',
    write: [
      '-XMP-dc:Title=مرفأ 港 포구 😀 ñ e\u0301',
      '-XMP-dc:Creator=山田 太郎',
      '-XMP-photoshop:Credit=צילום: דנה',
      '-EXIF:Artist=山田 太郎',
    ],
  },
  { name: 'lines', write: ['-XMP-dc:Description=First line\nSecond line', '-XMP-dc:Creator= spaced  '] },
  {
    name: 'long texts',
    write: [`-XMP-dc:Description=${'Long caption. '.repeat(300)}`, `-XMP-photoshop:Credit=${'c'.repeat(300)}`],
  },
  { name: 'keywords in one line', write: ['-XMP-dc:Subject=sea, boats; Sea , harbour'] },
  { name: 'many keywords', write: Array.from({ length: 150 }, (_, at) => `-XMP-dc:Subject=keyword ${at % 120}`) },
  { name: 'licensor', write: ['-XMP-plus:Licensor={LicensorName=Etxea,LicensorURL=https://etxea.example/buy}'] },
  { name: 'licence of creative commons', write: ['-XMP-cc:License=https://creativecommons.org/licenses/by/4.0/'] },
  {
    name: 'no web address',
    write: [
      '-XMP-xmpRights:WebStatement=see the contract',
      '-XMP-cc:License=https://creativecommons.org/licenses/by/4.0/',
    ],
  },
  { name: 'gps', write: GPS },
  { name: 'gps in the south', write: ['-EXIF:GPSLatitude=33.3', '-EXIF:GPSLatitudeRef=S'] },
  { name: 'gps of what is seen', write: ['-EXIF:GPSDestLatitude=33.3', '-EXIF:GPSDestLatitudeRef=S'] },
  { name: 'gps time alone', write: ['-EXIF:GPSTimeStamp=10:11:12', '-EXIF:GPSDateStamp=2026:01:01'] },
  { name: 'gps in xmp', write: ['-XMP-exif:GPSLatitude=43.3', '-XMP-exif:GPSLongitude=-1.98'] },
  {
    name: 'gps in a place shown',
    write: ['-XMP-iptcExt:LocationShown={City=Donostia,GPSLatitude=43.3,GPSLongitude=-1.98}'],
  },
  { name: 'gps in a place created', write: ['-XMP-iptcExt:LocationCreated={Sublocation=Kaia,GPSLatitude=43.3}'] },
  {
    name: 'a place without gps',
    write: ['-XMP-iptcExt:LocationShown={City=Donostia}', '-XMP-photoshop:City=Donostia'],
  },
  { name: 'zero dates', write: ['-EXIF:DateTimeOriginal=0000:00:00 00:00:00', '-EXIF:CreateDate=0000:00:00 00:00:00'] },
  {
    name: 'zero date beside a good one',
    write: ['-EXIF:DateTimeOriginal=0000:00:00 00:00:00', '-EXIF:CreateDate=2024:02:29 23:59:59'],
  },
  { name: 'blank dates', write: ['-EXIF:DateTimeOriginal#=    :  :     :  :  '] },
  { name: 'a year', write: ['-XMP-photoshop:DateCreated=1950'] },
  { name: 'a month', write: ['-XMP-photoshop:DateCreated=1950:05'] },
  { name: 'a day', write: ['-XMP-photoshop:DateCreated=1950:05:17'] },
  {
    name: 'a time with its zone',
    write: ['-XMP-photoshop:DateCreated=2026:05:17 09:30:00+02:00', '-XMP-exif:DateTimeOriginal=2020:01:01 01:01:01'],
  },
  {
    name: 'scanned long after',
    write: ['-XMP-photoshop:DateCreated=1950:05:17', '-EXIF:CreateDate=2026:01:02 03:04:05'],
  },
  {
    name: 'camera in xmp',
    write: ['-XMP-tiff:Make=Canon', '-XMP-tiff:Model=Canon EOS R5', '-XMP-exif:DateTimeOriginal=2026:05:17 09:30:00'],
  },
  { name: 'serial numbers', write: ['-EXIF:SerialNumber=4711', '-EXIF:LensSerialNumber=0815', ...CAMERA] },
  {
    name: 'exif with a tag of no known type',
    write: [...EXIF, ...CAMERA, ...GPS],
    damage: damageTag(ARTIST, { type: 99 }),
  },
  {
    name: 'exif with a tag outside',
    write: [...EXIF, ...CAMERA, ...GPS],
    damage: damageTag(COPYRIGHT, { offset: 0x7fffff00 }),
  },
  {
    name: 'exif with a tag too long',
    write: [...EXIF, ...CAMERA, ...GPS],
    damage: damageTag(DESCRIPTION, { count: 0x7fffffff }),
  },
  { name: 'exif with a tag of nothing', write: [...EXIF, ...CAMERA, ...GPS], damage: damageTag(MAKE, { count: 0 }) },
  {
    name: 'exif without its camera',
    write: [...EXIF, ...CAMERA, ...GPS],
    damage: damageTag(EXIF_POINTER, { offset: 0x7fffff00 }),
  },
  {
    name: 'exif without its gps',
    write: [...EXIF, ...CAMERA, ...GPS],
    damage: damageTag(GPS_POINTER, { offset: 0x7fffff00 }),
  },
]

/** The pictures, written into a folder; the path of each. */
export async function makePictures(folder: string): Promise<string[]> {
  const blank = new Map<Format, Buffer>([['mov', film()]])
  for (const format of FORMATS) blank.set(format, await blankPicture(format))
  const made = RECIPES.flatMap((recipe) =>
    (recipe.formats ?? FORMATS).map((format) => ({
      recipe,
      file: path.join(folder, `${recipe.name}.${format}`),
      format,
    })),
  )
  for (const { file, format } of made) writeFileSync(file, blank.get(format)!)
  const commands = made.flatMap(({ recipe, file }) => {
    const own = path.join(folder, `${recipe.name}.xmp`)
    if (recipe.packet) writeFileSync(own, recipe.packet)
    const write = [recipe.packet ? [`-XMP<=${own}`] : [], recipe.write].filter((args) => args.length > 0)
    return write.map((args) => ['-q', '-q', '-m', '-overwrite_original', ...args, file])
  })
  const errors = runExiftool(folder, commands)
  for (const { recipe, file, format } of made) {
    const written = readFileSync(file)
    if (written.equals(blank.get(format)!)) throw new Error(`exiftool wrote nothing into ${file}: ${errors}`)
    if (recipe.damage) writeFileSync(file, recipe.damage(written))
  }
  return made.map(({ file }) => file)
}

export async function blankPicture(format: Format): Promise<Buffer> {
  const picture = sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
  if (format === 'jpg') return picture.jpeg().toBuffer()
  if (format === 'tif') return picture.tiff().toBuffer()
  if (format === 'psd') return layered()
  if (format === 'png' || format === 'webp') return picture[format]().toBuffer()
  const avif = await picture.avif({ effort: 0 }).toBuffer()
  // No encoder of HEVC at hand: the boxes are the same, and metadata are read without its pixels.
  if (format === 'heic') avif.write('heic', 8, 'latin1')
  return avif
}

/** A PSD of one white pixel: a header, no colours, resources or layers, and three uncompressed channels. */
function layered(): Buffer {
  const header = Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x01\0\x08\0\x03', 'latin1')
  return Buffer.concat([header, Buffer.alloc(12), Buffer.from([0, 0, 0xff, 0xff, 0xff])])
}

/** A QuickTime film of no track. */
function film(): Buffer {
  const box = (type: string, contents: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + contents.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, contents])
  }
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  \0\0\0\0qt  ', 'latin1')),
    box('mdat', Buffer.alloc(16)),
    box('moov', box('mvhd', header)),
  ])
}
