// Ours beside file-type, which reads a ZIP from its beginning and misses documents whose list of contents stands last.
import { open } from 'node:fs/promises'

/** Media types of Office Open XML (ECMA-376, part 1, annex A). */
export const OFFICE = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const MAIN_PARTS: [part: string, extension: keyof typeof OFFICE][] = [
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
  ['xl/workbook.xml', 'xlsx'],
]

/** The directory is at the end of a ZIP (APPNOTE 4.3.12); its last 256 KiB list some 3,000 entries. */
const TAIL_BYTES = 256 * 1024

/**
 * Returns which Office document a ZIP is, by the main part that its directory lists; undefined if none. Some programs
 * write `[Content_Types].xml` last, where recognisers that read from the beginning do not find it.
 */
export async function officeIn(localPath: string): Promise<keyof typeof OFFICE | undefined> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL_BYTES)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    if (!buffer.includes('[Content_Types].xml')) return undefined
    return MAIN_PARTS.find(([part]) => buffer.includes(part))?.[1]
  } finally {
    await file.close()
  }
}
