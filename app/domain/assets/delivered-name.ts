import { EXTENSION_KINDS, IMAGE_ENDINGS, KNOWN } from '~/platform/files/known-types'

/** Other endings of the same bytes, by the one that `sniff` says. */
const VARIANTS: Record<string, readonly string[]> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  heic: ['heif', 'hif'],
  jp2: ['jpx', 'j2k', 'jpf'],
  html: ['htm'],
  htm: ['html'],
  md: ['markdown'],
  ai: ['pdf'],
  ps: ['eps'],
  eps: ['ps'],
  mpg: ['mpeg'],
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
/** Bytes of which no more is known than what holds them: many formats of their own are one of these inside. */
const CONTAINERS = new Set(['bin', 'zip', 'gz', 'cfb', 'xml', 'tar', '7z'])
/** What a browser or a system runs when it is opened from a folder. */
const ACTIVE = new Set([
  ...['html', 'htm', 'xhtml', 'xht', 'shtml', 'mht', 'mhtml', 'svg', 'js', 'mjs', 'hta', 'swf', 'jar'],
  ...['exe', 'com', 'bat', 'cmd', 'scr', 'msi', 'vbs', 'wsf', 'ps1', 'sh', 'lnk', 'url', 'desktop', 'webloc'],
])

/**
 * The name a file leaves with: as it came, but with the ending of what it is. A right ending stays as written, `.JPEG`
 * too, and so does one that we know nothing of; one that promises another type is replaced (`poly.html` that is a JPEG
 * becomes `poly.jpg`), and a missing one is added.
 */
export function deliveredName(fileName: string, extension: string): string {
  const [, stem, written] = /^(.+)\.([^.\s]{1,12})$/s.exec(fileName) ?? []
  if (stem === undefined || written === undefined) return `${fileName}.${extension}`
  const ending = written.toLowerCase()
  if (ending === extension || VARIANTS[extension]?.includes(ending)) return fileName
  const isActive = ACTIVE.has(ending)
  if (CONTAINERS.has(extension) && !isActive) return fileName
  const isKnown = Object.hasOwn(KNOWN, ending) || Object.hasOwn(EXTENSION_KINDS, ending) || IMAGE_ENDINGS.has(ending)
  return isActive || isKnown ? `${stem}.${extension}` : fileName
}
