import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { FontError, type FontFacts, type FontOutline } from './font-facts'

/** Fonts of Chinese, Japanese and Korean have up to 30 MB, collections of them up to 150. */
const LARGEST_FONT = 160 * 1024 * 1024
/** A WOFF2 states how large it will be (WOFF 2.0, 4.1), and the reader believes it. */
const LARGEST_UNPACKED = 256 * 1024 * 1024
const TIMEOUT_MS = 20_000
const MOST_OUTPUT = 1024 * 1024

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

/** Part of util-linux; where it is missing, only the limits of Node's heap and of time remain. */
const PRLIMIT = '/usr/bin/prlimit'
/** What the process may write to, its heap and its buffers; addresses that Node only reserves do not count. */
const BOUNDS = ['--data=671088640', '--cpu=30', '--fsize=1048576', '--core=0', '--']

function printedBy(given: readonly string[], timeoutMs: number): Promise<string> {
  const node = [process.execPath, '--max-old-space-size=256', ...readerArguments(), ...given]
  const [command = '', ...rest] = existsSync(PRLIMIT) ? [PRLIMIT, ...BOUNDS, ...node] : node
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'ignore'], env: ENVIRONMENT as NodeJS.ProcessEnv })
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    const fail = (code: FontError['code'], cause?: unknown) => {
      child.kill('SIGKILL')
      reject(new FontError(code, { cause }))
    }
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > MOST_OUTPUT) fail('unreadable')
    })
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve(Buffer.concat(parts).toString('utf8'))
      else reject(new FontError('unreadable'))
    })
  })
}

const ENVIRONMENT: Partial<NodeJS.ProcessEnv> = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }

/**
 * Returns the arguments by which Node runs the reader: a built file beside this one or beside its folder, as Vite names
 * them (vite.server.config.js), or the source through tsx where nothing is built, as in tests.
 */
function readerArguments(): string[] {
  const folder = import.meta.dirname
  const built = ['.', '..', '../processes'].map((beside) => path.join(folder, beside, 'font-reader.js'))
  const found = built.find((file) => existsSync(file))
  return found ? [found] : ['--import', 'tsx', path.join(folder, 'font-reader.ts')]
}
