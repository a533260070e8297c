import type { IconName } from '~/ui/icon-names'

const ICONS: Record<string, IconName> = {
  photo: 'image',
  vector: 'vector',
  layered: 'versions',
  raw: 'image',
  video: 'video',
  audio: 'audio',
  font: 'font',
  model: 'cube',
  archive: 'archive',
}

/** Returns the icon of a kind of file. */
export const kindIcon = (kind: string): IconName => ICONS[kind] ?? 'document'
