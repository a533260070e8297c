import { IMAGE_ENDINGS, KNOWN, TWINS } from '~/platform/files/known-types'
import { EXTENSION_KINDS } from '~/platform/files/text-types'

/** File endings that are equally right for a type, by the ending that `sniff` returns. */
const VARIANTS: Record<string, readonly string[]> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  heic: ['heif', 'hif'],
  jp2: ['jpx', 'j2k', 'jpf'],
  html: ['htm', 'xhtml'],
  htm: ['html'],
  md: ['markdown'],
  ai: ['pdf'],
  ps: ['eps'],
  eps: ['ps'],
  mpg: ['mpeg', 'mpe', 'm2v', 'vob'],
  mts: ['m2ts', 'ts', 'm2t'],
  wmv: ['asf'],
  mid: ['midi', 'kar'],
  sqlite: ['db', 'sketch'],
  json: ['geojson', 'gltf', 'webmanifest'],
  mov: ['qt', 'mp4', 'm4v'],
  mp4: ['m4v', 'mov'],
  m4v: ['mp4'],
  m4a: ['mp4'],
  ogg: ['oga', 'ogv', 'opus'],
  ogv: ['ogg'],
  oga: ['ogg'],
  opus: ['ogg'],
  aif: ['aiff', 'aifc'],
  mkv: ['webm'],
  webm: ['mkv'],
}
/** Types that say only what the container is: many formats of other endings are one of these inside. */
const CONTAINERS = new Set(['bin', 'zip', 'gz', 'cfb', 'xml', 'tar', '7z'])
/** Endings of files that a browser or an operating system runs when they are opened from a folder. */
const ACTIVE = new Set([
  ...['html', 'htm', 'xhtml', 'xht', 'shtml', 'mht', 'mhtml', 'svg', 'js', 'mjs', 'hta', 'swf', 'jar'],
  ...['exe', 'com', 'bat', 'cmd', 'scr', 'msi', 'vbs', 'wsf', 'ps1', 'sh', 'lnk', 'url', 'desktop', 'webloc'],
])

/**
 * Returns the file name for a delivery: the name it was uploaded with, with the ending of its real type. A right ending
 * stays as written (`.JPEG` too), and so does one we do not know; one that promises another type is replaced (a JPEG
 * called `poly.html` becomes `poly.jpg`), and a missing one is added.
 */
export function deliveredName(fileName: string, extension: string): string {
  const [, stem, written] = /^(.+)\.([^.\s]{1,12})$/s.exec(fileName) ?? []
  if (stem === undefined || written === undefined) return `${fileName}.${extension}`
  const ending = written.toLowerCase()
  const isRight = [VARIANTS, TWINS].some((endings) => endings[extension]?.includes(ending))
  if (ending === extension || isRight) return fileName
  const isActive = ACTIVE.has(ending)
  if (CONTAINERS.has(extension) && !isActive) return fileName
  const isKnown = Object.hasOwn(KNOWN, ending) || Object.hasOwn(EXTENSION_KINDS, ending) || IMAGE_ENDINGS.has(ending)
  return isActive || isKnown ? `${stem}.${extension}` : fileName
}
