import type { Kind } from '~/platform/files/kinds'
import type { IconName } from '~/ui/icon-names'

const ICONS: Record<Kind, IconName> = {
  photo: 'image',
  vector: 'vector',
  raw: 'camera',
  layered: 'versions',
  pdf: 'pdf',
  document: 'document',
  presentation: 'presentation',
  spreadsheet: 'spreadsheet',
  video: 'video',
  audio: 'audio',
  font: 'font',
  model: 'cube',
  archive: 'archive',
  text: 'text',
  code: 'code',
  data: 'data',
  other: 'file',
}

/** Returns the icon of a kind of file; that of any file for a kind that is not known. */
export const kindIcon = (kind: string): IconName => (Object.hasOwn(ICONS, kind) ? ICONS[kind as Kind] : 'file')
