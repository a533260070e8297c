// Ours beside file-type, which takes every text that begins with "%!" for PostScript, fonts and notes on TeX as well.

/** How far the header comments of a document are read. */
const HEADER_BYTES = 8192

/**
 * Returns what PostScript is, by its header comments (Adobe document structuring conventions 3.0, 5; EPSF 3.0, 5.2;
 * Adobe Type 1 font format, 2.1): `eps` also with the binary header of DOS, `ai` for Illustrator's format before
 * version 9, whose exports as EPS say the same creator; undefined if it is none.
 */
export function postscriptIn(head: Buffer, ending: string): 'eps' | 'ps' | 'ai' | 'pfa' | 'pfb' | undefined {
  if (head.toString('latin1', 0, 4) === '\xc5\xd0\xd3\xc6') return 'eps'
  if (head[0] === 0x80 && head[1] === 1 && head.toString('latin1', 6, 8) === '%!') return 'pfb'
  // Drivers of Windows write an end of transmission first.
  const text = head.toString('latin1', head[0] === 4 ? 1 : 0, HEADER_BYTES)
  if (/^%!(?:PS-AdobeFont|FontType1)/.test(text)) return 'pfa'
  if (!text.startsWith('%!PS')) return undefined
  const isEncapsulated = / EPSF-\d/.test(text.slice(0, 80).split(/[\r\n]/, 1)[0] ?? '')
  const isIllustrator = /^%%Creator: ?Adobe Illustrator/m.test(text)
  if (isIllustrator && (!isEncapsulated || ending === 'ai')) return 'ai'
  return isEncapsulated || ending === 'eps' ? 'eps' : 'ps'
}
