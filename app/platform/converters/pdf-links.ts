/** A link of a page: where it is, in points from the lower left corner, and where it leads. */
export interface PdfLink {
  /** Counted from 1. */
  page: number
  box: readonly [left: number, bottom: number, right: number, top: number]
  /** An address of the web or of e-mail, or a page, counted from 1. */
  to: string | number
}

const MOST_LINKS = 5000
const LONGEST_ADDRESS = 2000
/** Letters of all instructions together: they are arguments of a program. */
const MOST_LETTERS = 400_000
const FURTHEST = 100_000

/** The first object of the file comes behind its header. */
const PAGE = /(?:^|\n)(\d+) 0 obj\s*<<\/Type\/Page\/[\s\S]*?\/Annots\[([\d\sR]*)\]/
const KIDS = /\/Type \/Pages \/Kids \[([\d\sR]*)\]/
const LINK = /^(\d+) 0 obj\s*<<\/Type\/Annot\s[\s\S]*\/Subtype\/Link>>\s*$/
const RECT = /\/Rect \[(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+)\]/
/** An action that does nothing but lead to an address: one with anything besides is left out (ISO 32000-1, 12.6.4.7). */
const ADDRESS = /\/A<<\/S\/URI\s*\/URI\(((?:[^\\()]|\\[\s\S]){1,4000})\)>>/
const DESTINATION = /\/Dest \[(\d+) 0 R\s/

/**
 * Returns the links in what Ghostscript wrote of a PDF with its annotations kept: objects in the clear, each in one way. Links with
 * other actions are left out, and so is everything else that does not look like that.
 */
export function linksIn(written: string): PdfLink[] {
  const objects = written.split('endobj\n')
  const pages = new Map(refsIn(objects.map((each) => KIDS.exec(each)?.[1]).find(Boolean)).map((id, at) => [id, at + 1]))
  const pageOf = new Map<string, number>()
  for (const each of objects) {
    const [, id = '', annotations] = PAGE.exec(each) ?? []
    const page = pages.get(id)
    if (page !== undefined) for (const ref of refsIn(annotations)) pageOf.set(ref, page)
  }
  return objects
    .flatMap((each): PdfLink[] => {
      const [, id = ''] = LINK.exec(each) ?? []
      const page = pageOf.get(id)
      const box = RECT.exec(each)?.slice(1).map(Number)
      const to = leadsTo(each, pages)
      const isInside = box?.length === 4 && box.every((side) => Math.abs(side) < FURTHEST)
      return page && isInside && to !== undefined ? [{ page, box: box as unknown as PdfLink['box'], to }] : []
    })
    .slice(0, MOST_LINKS)
}

const refsIn = (list = ''): string[] => [...list.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => id)

function leadsTo(annotation: string, pages: ReadonlyMap<string, number>): string | number | undefined {
  const [, written] = ADDRESS.exec(annotation) ?? []
  if (written !== undefined) return safeAddress(unescaped(written))
  const [, page = ''] = DESTINATION.exec(annotation) ?? []
  return pages.get(page)
}

/** Resolves the escapes of a string (ISO 32000-1, 7.3.4.2); those of line ends and tabs, which no address has, become NUL. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
    return '()\\'.includes(code) ? code : '\0'
  })

/** Addresses are ASCII (RFC 3986, 2); any other scheme could start a program or run a script. */
function safeAddress(address: string): string | undefined {
  if (address.length > LONGEST_ADDRESS || !/^(https?:\/\/|mailto:)[\x21-\x7e]+$/i.test(address)) return undefined
  return URL.canParse(address) ? address : undefined
}

/** Returns the links as PostScript that adds them to a PDF being written (pdfmark Reference, 3.1); those beyond all bounds are left out. */
export function linkMarks(links: readonly PdfLink[]): string[] {
  let letters = 0
  return links
    .map(({ page, box, to }) => {
      const target =
        typeof to === 'number'
          ? `/Page ${to} /View [/XYZ null null null]`
          : `/Action << /Subtype /URI /URI <${Buffer.from(to, 'latin1').toString('hex')}> >>`
      return `[ /SrcPg ${page} /Rect [${box.join(' ')}] /Border [0 0 0] ${target} /Subtype /Link /ANN pdfmark`
    })
    .filter((mark) => {
      letters += mark.length
      return letters <= MOST_LETTERS
    })
}
