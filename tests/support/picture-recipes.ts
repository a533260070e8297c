import { cutIim, damageTag, emptyExif } from './damaged-metadata'

import { PACKETS } from './packet-recipes'
import { CAMERA, EXIF, GPS, IIM, LONG_CREDIT, type Recipe, WITH_DIGEST, WITH_IIM, XMP } from './recipe-parts'

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
const [ARTIST, COPYRIGHT, DESCRIPTION, MAKE, EXIF_POINTER, GPS_POINTER] = [0x13b, 0x8298, 0x10e, 0x10f, 0x8769, 0x8825]

/** The metadata of the generated files that exiftool and the product both read. */
export const RECIPES: Recipe[] = [
  ...PACKETS,
  { name: 'film with a position', write: ['-Keys:GPSCoordinates=43.3, -1.98, 12'], formats: ['mov'] },
  { name: 'film with a position of its camera', write: ['-UserData:GPSCoordinates=43.3, -1.98, 12'], formats: ['mov'] },
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
  {
    name: 'zero dates',
    write: ['-EXIF:DateTimeOriginal#=0000:00:00 00:00:00', '-EXIF:CreateDate#=0000:00:00 00:00:00'],
  },
  {
    name: 'zero date beside a good one',
    write: ['-EXIF:DateTimeOriginal#=0000:00:00 00:00:00', '-EXIF:CreateDate=2024:02:29 23:59:59'],
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
