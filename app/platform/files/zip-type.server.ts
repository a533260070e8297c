// Ours beside file-type, which reads a ZIP from its beginning, misses documents whose list of contents stands last, and
// knows few types.
import { open } from 'node:fs/promises'

const ODF = 'application/vnd.oasis.opendocument'
/** Extensions by the first entry `mimetype`, stored without compression (ODF 1.3, part 2, 3.3; EPUB OCF 3.3, 4.3). */
const BY_MIMETYPE: Record<string, string> = {
  ...{ [`${ODF}.text`]: 'odt', [`${ODF}.text-template`]: 'ott', [`${ODF}.graphics`]: 'odg' },
  ...{ [`${ODF}.graphics-template`]: 'otg', [`${ODF}.presentation`]: 'odp', [`${ODF}.presentation-template`]: 'otp' },
  ...{ [`${ODF}.spreadsheet`]: 'ods', [`${ODF}.spreadsheet-template`]: 'ots' },
  'application/epub+zip': 'epub',
  'application/vnd.adobe.indesign-idml-package': 'idml',
  'application/vnd.adobe.sparkler.project+dcxucf': 'xd',
  'application/x-krita': 'kra',
  'image/openraster': 'ora',
}

/** Main parts of Office documents (ECMA-376, part 1), and files that other programs always have. */
const BY_ENTRIES: [entries: string[], extension: string][] = [
  [['[Content_Types].xml', 'word/document.xml'], 'docx'],
  [['[Content_Types].xml', 'ppt/presentation.xml'], 'pptx'],
  [['[Content_Types].xml', 'xl/workbook.xml'], 'xlsx'],
  [['[Content_Types].xml', 'xl/workbook.bin'], 'xlsb'],
  [['document.json', 'meta.json', 'pages/'], 'sketch'],
  [['content/riffData.cdr'], 'cdr'],
  [['content/root.dat', 'META-INF/container.xml'], 'cdr'],
]

/** The directory is at the end of a ZIP (APPNOTE 4.3.12); its last 256 KiB list some 3,000 entries. */
const TAIL_BYTES = 256 * 1024

/** Returns the extension of the type that a ZIP is, by its first entry or by those that its directory lists; undefined if none. */
export async function zipTypeIn(localPath: string, head: Buffer): Promise<string | undefined> {
  const first = firstEntry(head)
  const byFirst = first?.name === 'mimetype' ? BY_MIMETYPE[first.text] : undefined
  if (byFirst) return byFirst
  // The first file of a USDZ is its stage (Usdz File Format Specification, Layout).
  if (first && /\.usd[ac]?$/i.test(first.name)) return 'usdz'
  const directory = await tailOf(localPath)
  return BY_ENTRIES.find(([entries]) => entries.every((entry) => directory.includes(entry)))?.[1]
}

/** Returns the name of the first entry, and its first 128 bytes if they are stored without compression (APPNOTE 4.3.7). */
function firstEntry(head: Buffer): { name: string; text: string } | undefined {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'PK\x03\x04') return undefined
  const [method, size] = [head.readUInt16LE(8), head.readUInt32LE(18)]
  const nameEnd = 30 + head.readUInt16LE(26)
  const name = head.toString('utf8', 30, nameEnd)
  const begin = nameEnd + head.readUInt16LE(28)
  const stored = head.toString('latin1', begin, begin + 128)
  // An entry that was written as a stream states its size after its bytes.
  const text = size > 0 ? stored.slice(0, Math.min(size, 128)) : (stored.split('PK', 1)[0] ?? '')
  return { name, text: method === 0 ? text.trim() : '' }
}

async function tailOf(localPath: string): Promise<Buffer> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
