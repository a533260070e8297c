import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { ConvertError } from './convert-error'
import { ENVIRONMENT } from './isolation.server'

export interface Bounds {
  /** Limit of time, on the clock. */
  seconds: number
  memoryBytes: number
  /** Limit of each file that is written. */
  outputBytes: number
  /** The folder that the program takes for its home and its temporary files. */
  home?: string
  signal?: AbortSignal
}

export interface Said {
  stdout: Buffer
  /** The last part of what it said of errors. */
  stderr: string
}

const MOST_STDOUT = 16 * 1024 * 1024
const MOST_STDERR = 16 * 1024
/** Converters use up to two threads, each of which may be busy all the time. */
const THREADS = 2

/** Part of util-linux, which every Debian has. */
const [SETPRIV, PRLIMIT] = ['/usr/bin/setpriv', '/usr/bin/prlimit']

/**
 * Runs a command in a process group of its own, which ends with this process, and returns what it said. Throws ConvertError
 * (`timeout`, `memory`, `too_large`, `failed` with its last words as the cause's message) and the signal's reason.
 */
export async function runBounded(command: readonly string[], bounds: Bounds): Promise<Said> {
  const { seconds, memoryBytes, outputBytes, home = ENVIRONMENT.HOME, signal } = bounds
  const limits = [
    ...[`--cpu=${Math.ceil(seconds * THREADS)}`, `--as=${memoryBytes}`, `--fsize=${outputBytes}`],
    ...['--nofile=256', '--core=0', '--'],
  ]
  const child = spawn(SETPRIV, ['--pdeathsig', 'KILL', '--', PRLIMIT, ...limits, ...command], {
    ...{ detached: true, stdio: ['ignore', 'pipe', 'pipe'] as const, cwd: home === ENVIRONMENT.HOME ? '/' : home },
    env: { ...ENVIRONMENT, HOME: home, TMPDIR: home } as unknown as NodeJS.ProcessEnv,
  }) as ChildProcessByStdio<null, Readable, Readable>
  const killGroup = () => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    killGroup()
  }, seconds * 1000)
  signal?.addEventListener('abort', killGroup, { once: true })
  try {
    const [stdout, stderr, ending] = await Promise.all([
      firstOf(child.stdout, MOST_STDOUT),
      lastOf(child.stderr, MOST_STDERR),
      endOf(child),
    ])
    signal?.throwIfAborted()
    const said = { stdout, stderr: stderr.toString('utf8') }
    if (ending === 0 && !isLate) return said
    throw errorOf(isLate ? 'late' : ending, said.stderr)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', killGroup)
    killGroup()
  }
}

/** Returns the exit code; a signal as 128 and its number, as shells do. */
function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, name) => resolve(code ?? (name ? 128 + (SIGNALS[name] ?? 0) : 1)))
  })
}

/** What a program ended with, when that was not 0. */
export class EndedError extends Error {
  constructor(
    readonly ending: number | 'late',
    stderr: string,
  ) {
    super(`ended with ${ending}: ${stderr.trim().slice(-1000)}`)
    this.name = 'EndedError'
  }
}

const SIGNALS: Partial<Record<NodeJS.Signals, number>> = { SIGABRT: 6, SIGKILL: 9, SIGXCPU: 24, SIGXFSZ: 25 }
const [KILLED, OUT_OF_CPU, FILE_TOO_LARGE] = [137, 152, 153]

function errorOf(ending: number | 'late', stderr: string): Error {
  const cause = new EndedError(ending, stderr)
  if (ending === 'late' || ending === OUT_OF_CPU || ending === KILLED)
    return new ConvertError('timeout', undefined, { cause })
  if (ending === FILE_TOO_LARGE || /file (size limit|too large)/i.test(stderr))
    return new ConvertError('too_large', undefined, { cause })
  if (/out of memory|bad_alloc|cannot allocate|failed to allocate|VMerror/i.test(stderr))
    return new ConvertError('memory', undefined, { cause })
  // The machine is full, for which the file cannot be blamed: the job is tried again.
  if (/cannot fork|resource temporarily unavailable/i.test(stderr)) return cause
  return new ConvertError('failed', undefined, { cause })
}

/** Returns the first `most` bytes; reads the rest and drops it, so that the program does not wait. */
async function firstOf(stream: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    if (length < most) parts.push(part)
    length += part.length
  }
  return Buffer.concat(parts).subarray(0, most)
}

async function lastOf(stream: Readable, most: number): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  for await (const part of stream as AsyncIterable<Buffer>) last = Buffer.concat([last, part]).subarray(-most)
  return last
}
