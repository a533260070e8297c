import { formatNumber } from '~/i18n/format'
import type { Contents } from '~/platform/files/contents'
import { formatTime } from '~/ui/viewers/time'

/** Millimetres of a point, of which an inch has 72. */
const MM = 25.4 / 72

/** Returns the facts that belong to a kind of file, as names of `library:file` and formatted values. */
export function contentsFacts(contents: Contents | null, locale: string): [name: string, value: string | undefined][] {
  const number = (value: number | undefined) => (value ? formatNumber(value, locale) : undefined)
  switch (contents?.type) {
    case 'document': {
      const { pageCount, page } = contents.facts
      const [width, height] = [Math.round(page.width * MM), Math.round(page.height * MM)]
      return [
        ['pages', number(pageCount)],
        ['pageSize', width && height ? `${number(width)} × ${number(height)} mm` : undefined],
      ]
    }
    case 'film':
    case 'sound': {
      const { duration, video, audio } = contents.facts
      const hertz = audio?.sampleRate ? `${formatNumber(audio.sampleRate / 1000, locale)} kHz` : undefined
      return [
        ['duration', formatTime(duration)],
        [
          'videoCodec',
          video ? [video.codec.toUpperCase(), fps(video.frameRate, locale)].filter(Boolean).join(' · ') : undefined,
        ],
        ['audioCodec', audio ? [audio.codec.toUpperCase(), hertz].filter(Boolean).join(' · ') : undefined],
      ]
    }
    case 'font': {
      const { family, version, glyphCount, licence, licenceUrl } = contents.facts
      return [
        ['family', family],
        ['fontVersion', version],
        ['glyphs', number(glyphCount)],
        ['fontLicence', licence ?? licenceUrl],
      ]
    }
    case 'model':
      return [['triangles', number(contents.facts.triangles)]]
    case 'archive':
      return [['entries', number(contents.listing.count)]]
    case 'text':
      return [['lines', contents.preview.isCut ? undefined : number(contents.preview.lineCount)]]
    default:
      return []
  }
}

const fps = (rate: number, locale: string): string | undefined =>
  rate ? `${formatNumber(rate, locale)} fps` : undefined
