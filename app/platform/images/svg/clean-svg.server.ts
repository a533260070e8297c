import { escapeXml } from '~/platform/metadata/values'
import { type Credit, creditXmp } from '../credit'
import { ImageError } from '../image-error'
import { cleanPictures } from './embedded-pictures.server'
import { DRAWING, EMBEDDED_PICTURE, safeAddress, safeAttribute, safeStyles } from './svg-rules'
import { type SvgToken, svgTokens } from './svg-tokens'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
/** Every address leaves under this name. */
const ADDRESS = 'xlink:href'
const DEEPEST = 500
const MOST_ELEMENTS = 500_000
/** Letters of what is written; entities could make it longer than what was read. */
const MOST_LETTERS = 64 * 1024 * 1024

interface Open {
  /** As it stands in the document. */
  name: string
  /** What is written for it; undefined for what does not leave, with everything within. */
  written: string | undefined
  prefixes: ReadonlyMap<string, string>
  /** The text of a style sheet so far. */
  styles: string
}

/**
 * Returns an SVG that only draws: without scripts, handlers, animation, other documents and addresses outside of it, comments,
 * names of layers and metadata, but with the credit. Pictures in it are encoded anew, without their metadata. Throws ImageError, and
 * the signal's reason.
 */
export async function cleanSvg(text: string, credit: Credit = {}, signal?: AbortSignal): Promise<string> {
  const parts: string[] = []
  const pictures: { at: number; url: string }[] = []
  const open: Open[] = []
  let [elements, letters] = [0, 0]
  const write = (part: string) => {
    letters += part.length
    if (letters > MOST_LETTERS) throw new ImageError('too_many_pixels')
    parts.push(part)
  }
  for (const token of svgTokens(text)) {
    const around = open.at(-1)
    if (token.kind === 'text') {
      // A sheet is cleaned as a whole: comments and CDATA could split what it must not say.
      if (around?.written === 'style') around.styles += token.text
      else if (around?.written) write(escapeXml(token.text))
    } else if (token.kind === 'close') {
      if (around?.name !== token.name) throw new ImageError('unreadable')
      open.pop()
      if (around.styles) write(escapeXml(safeStyles(around.styles)))
      if (around.written) write(`</${around.written}>`)
    } else {
      if (++elements > MOST_ELEMENTS || open.length >= DEEPEST) throw new ImageError('too_many_pixels')
      if (open.length === 0 && elements > 1) throw new ImageError('unreadable')
      const element = openedBy(token, around)
      if (!around && element.written !== 'svg') throw new ImageError('unreadable')
      if (element.written) {
        write(`<${element.written}`)
        if (!around) write(` xmlns="${SVG}" xmlns:xlink="${XLINK}"`)
        for (const { name, value } of attributesOf(token, element)) {
          const isPicture = name === ADDRESS && EMBEDDED_PICTURE.test(value)
          if (isPicture) pictures.push({ at: parts.length, url: value })
          write(isPicture ? '' : ` ${name}="${escapeXml(value)}"`)
        }
        write(token.isEmpty ? '/>' : '>')
        if (!around) write(creditElement(credit))
      }
      if (!token.isEmpty) open.push(element)
    }
  }
  if (open.length > 0 || elements === 0) throw new ImageError('unreadable')
  const urls = pictures.map(({ url }) => url)
  const clean = await cleanPictures(urls, { mostLetters: MOST_LETTERS - letters, signal })
  pictures.forEach(({ at }, index) => {
    parts[at] = ` ${ADDRESS}="${clean[index]}"`
  })
  return parts.join('')
}

type Opening = Extract<SvgToken, { kind: 'open' }>

function openedBy({ name, attributes }: Opening, around: Open | undefined): Open {
  const declared = attributes.filter(([each]) => each === 'xmlns' || each.startsWith('xmlns:'))
  const prefixes = declared.length
    ? new Map([...(around?.prefixes ?? []), ...declared.map(([each, uri]) => [each.slice(6), uri] as const)])
    : (around?.prefixes ?? new Map<string, string>())
  const [prefix, local] = splitName(name)
  // A drawing without any declaration is taken for one in the namespace of SVG, as our decoder takes it.
  const isSvg = prefixes.get(prefix) === SVG || (prefix === '' && !prefixes.has(''))
  // What a link holds is drawn, and leads nowhere.
  const drawn = local === 'a' ? 'g' : local
  const leaves = isSvg && DRAWING.has(drawn) && (!around || around.written !== undefined)
  return { name, written: leaves ? drawn : undefined, prefixes, styles: '' }
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

/** The attributes that leave, each once: twice the same is not well-formed (XML 1.0, 3.1). */
function attributesOf({ attributes }: Opening, { written = '', prefixes }: Open): { name: string; value: string }[] {
  const kept = new Map<string, string>()
  for (const [name, value] of attributes) {
    const [prefix, local] = splitName(name)
    const isAddress = local === 'href' && (prefix === '' || prefixes.get(prefix) === XLINK)
    const isXml = prefix === 'xml' && (local === 'space' || local === 'lang')
    const safe = isAddress
      ? safeAddress(written, value)
      : isXml
        ? value
        : prefix === ''
          ? safeAttribute(name, value)
          : undefined
    const as = isAddress ? ADDRESS : name
    if (safe !== undefined && !kept.has(as)) kept.set(as, safe)
  }
  return [...kept].map(([name, value]) => ({ name, value }))
}

const creditElement = (credit: Credit): string => {
  const packet = creditXmp(credit)
  return packet ? `<metadata>${packet.replace(/<\?xpacket[^>]*\?>/g, '')}</metadata>` : ''
}
