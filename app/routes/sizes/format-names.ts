import type { PresetFormat } from '~/platform/images/preset-settings'

/** Names of formats as people say them, which no language translates. */
export const FORMAT_NAMES: Record<PresetFormat, string> = {
  ...{ png: 'PNG', jpeg: 'JPEG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF' },
  ...{ mp4: 'MP4', webm: 'WebM', gif: 'GIF' },
  ...{ pdf: 'PDF', svg: 'SVG', txt: 'TXT' },
}
