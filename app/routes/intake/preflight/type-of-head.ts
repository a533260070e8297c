/** A type that the bytes at the beginning of a file tell, named as the server names it. */
export interface HeadType {
  kind: string
  extension: string
}

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** Signatures at the beginning; those that several types share are left to the server. */
const SIGNATURES: readonly [signature: string, type: HeadType][] = [
  ['\xff\xd8\xff', { kind: 'photo', extension: 'jpg' }],
  ['\x89PNG\r\n\x1a\n', { kind: 'photo', extension: 'png' }],
  ['GIF87a', { kind: 'photo', extension: 'gif' }],
  ['GIF89a', { kind: 'photo', extension: 'gif' }],
  ['8BPS', { kind: 'layered', extension: 'psd' }],
]

/**
 * Returns what the first bytes of a file may be; nothing where the server has to look, such as for TIFF, which raw pictures begin
 * like. Of a PDF both are possible: Illustrator writes its drawings as such.
 */
export function typesOfHead(head: Uint8Array): readonly HeadType[] {
  const begin = text(head, 0, 16)
  const found = SIGNATURES.find(([signature]) => begin.startsWith(signature))
  if (found) return [found[1]]
  if (begin.startsWith('RIFF') && begin.slice(8, 12) === 'WEBP') return [{ kind: 'photo', extension: 'webp' }]
  if (begin.slice(4, 8) === 'ftyp' && begin.slice(8, 12) === 'avif') return [{ kind: 'photo', extension: 'avif' }]
  if (/^(?:<\?xml[^>]{0,200}\?>\s*)?<svg[\s>]/.test(text(head, 0, 400))) return [{ kind: 'vector', extension: 'svg' }]
  return begin.startsWith('%PDF-') ? PDF : []
}

const PDF: readonly HeadType[] = [
  { kind: 'pdf', extension: 'pdf' },
  { kind: 'vector', extension: 'ai' },
]

/** Endings of pictures: what is called so and is something else is refused. */
const PICTURES = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp', 'tif', 'tiff', 'avif', 'heic', 'psd'])

/** Whether a file is a program or a PDF, and is called like a picture. */
export function isMaskedHead(head: Uint8Array, fileName: string): boolean {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const begin = text(head, 0, 5)
  return PICTURES.has(ending) && (begin === '%PDF-' || begin.startsWith('\x7fELF'))
}
