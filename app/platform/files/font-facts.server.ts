import { open } from 'node:fs/promises'
import path from 'node:path'
import { FontError, type FontFacts, type FontOutline } from './font-facts'
import { OwnProcessError, runOwn } from './own-process.server'

/** Fonts of Chinese, Japanese and Korean have up to 30 MB, collections of them up to 150. */
const LARGEST_FONT = 160 * 1024 * 1024
/** A WOFF2 states how large it will be (WOFF 2.0, 4.1), and the reader believes it. */
const LARGEST_UNPACKED = 256 * 1024 * 1024
const TIMEOUT_MS = 20_000

/**
 * Returns what a TTF, OTF, WOFF, WOFF2 or TTC (its first font) says of itself and which letters it has. It is read in a
 * process with limits of memory and time. Throws FontError, or what opening the file throws.
 */
export async function readFontFacts(localPath: string, { timeoutMs = TIMEOUT_MS } = {}): Promise<FontFacts> {
  await requireSize(localPath)
  return JSON.parse(await printedBy([path.resolve(localPath)], timeoutMs)) as FontFacts
}

/** Returns the outline of letters in a font, drawn by the same reader. Throws as `readFontFacts` does. */
export async function readFontOutline(localPath: string, letters: string): Promise<FontOutline> {
  await requireSize(localPath)
  return JSON.parse(await printedBy([path.resolve(localPath), letters], TIMEOUT_MS)) as FontOutline
}

async function requireSize(localPath: string): Promise<void> {
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0)
    const isPacked = /^wOF[F2]$/.test(buffer.toString('latin1', 0, 4))
    const unpacked = isPacked ? buffer.readUInt32BE(16) : size
    if (bytesRead < 12 || size > LARGEST_FONT || unpacked > LARGEST_UNPACKED) throw new FontError('unreadable')
  } finally {
    await file.close()
  }
}

const READER = { name: 'font-reader', source: 'font-reader.ts' }
const BOUNDS = { heap: 256, data: 671_088_640, cpuSeconds: 30, output: 1024 * 1024 }

async function printedBy(given: readonly string[], timeoutMs: number): Promise<string> {
  try {
    return await runOwn(READER, given, { ...BOUNDS, timeoutMs })
  } catch (error) {
    if (!(error instanceof OwnProcessError)) throw error
    throw new FontError(error.code === 'timeout' ? 'timeout' : 'unreadable', { cause: error })
  }
}
