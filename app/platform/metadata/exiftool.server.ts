// Ours: exiftool-vendored starts exiftool with the rights and the memory of its parent, and this starts it with neither.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { log } from '~/platform/log.server'

export interface Exiftool {
  /**
   * Returns the tags of a file by group and name (`XMP-dc:Title`), all scalars as texts; undefined if exiftool is not
   * installed or did not finish the file. Never throws.
   */
  read: (localPath: string) => Promise<Record<string, unknown> | undefined>
  /** Ends the process; the next read starts a new one. */
  close: () => void
}

export interface ExiftoolOptions {
  command?: string
  /** Time limit per file; the process is killed if it takes longer. */
  timeoutMs?: number
  /** The process is ended after it was idle for this long. */
  idleMs?: number
}

/** The process is replaced after this many files, since Perl does not return memory to the system. */
const MOST_FILES = 500
const MOST_OUTPUT = 8 * 1024 * 1024
/**
 * Part of util-linux, installed on every Debian. Without them exiftool is not run, because its limits could not be
 * enforced.
 */
const [PRLIMIT, SETPRIV] = ['/usr/bin/prlimit', '/usr/bin/setpriv']
/**
 * Kills exiftool when this process dies, since it would wait forever for arguments; limits it to 1 GB of memory and
 * forbids writing files.
 */
const BOUNDS = [
  ...['--pdeathsig', 'KILL', '--', PRLIMIT, '--as=1073741824', '--fsize=0', '--core=0', '--nofile=64', '--'],
]

/**
 * The groups that are mapped, and every tag name for a position; `-n` prints numbers, `-struct` keeps structures
 * intact.
 */
const READ = [
  ...['-json', '-a', '-G1', '-n', '-struct', '-charset', 'filename=utf8'],
  ...['-XMP:all', '-EXIF:all', '-IPTC:all', '-CurrentIPTCDigest', '-Photoshop:IPTCDigest'],
  ...['-GPSLatitude', '-GPSLongitude', '-GPSCoordinates', '-GPSPosition', '-LocationInformation'],
  ...['-SerialNumber', '-LensSerialNumber', '-InternalSerialNumber'],
  // What documents and sounds say outside of XMP.
  ...['-PDF:all', '-ID3:all', '-ItemList:all', '-UserData:all', '-RIFF:all', '-AIFF:all'],
]

const ENVIRONMENT: Partial<NodeJS.ProcessEnv> = {
  ...{ PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent' },
}

type Child = ChildProcessByStdio<Writable, Readable, null>

/**
 * Returns a client of one long-lived exiftool process (`-stay_open`) that reads one file at a time and starts with the
 * first. It gets no shell, no environment and no configuration.
 */
export function openExiftool({
  command = 'exiftool',
  timeoutMs = 20_000,
  idleMs = 30_000,
}: ExiftoolOptions = {}): Exiftool {
  let child: Child | undefined
  let files = 0
  let isMissing = ![PRLIMIT, SETPRIV].every((program) => existsSync(program))
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  const close = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }

  const ask = async (localPath: string) => {
    const file = path.resolve(localPath)
    // The process reads one argument per line, so a path with a line break would inject arguments.
    if (isMissing || /[\r\n]/.test(file)) return undefined
    clearTimeout(idle)
    if (files++ % MOST_FILES === 0) close()
    child ??= start(command)
    const running = child
    try {
      return tagsIn(await answerTo(running, file, timeoutMs))
    } catch (error) {
      if (running === child) close()
      isMissing ||= (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (isMissing)
        log.info('exiftool is not installed: what documents, drawings and films say of themselves is not read')
      else log.warn({ err: error }, 'exiftool gave nothing for a file')
      return undefined
    } finally {
      idle = setTimeout(close, idleMs).unref()
    }
  }

  return {
    read: (localPath) => {
      const next = last.then(() => ask(localPath))
      last = next
      return next
    },
    close,
  }
}

function start(command: string): Child {
  const own = ['-config', '', '-stay_open', 'True', '-@', '-']
  const child = spawn(SETPRIV, [...BOUNDS, command, ...own], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: ENVIRONMENT as NodeJS.ProcessEnv,
  })
  // An idle process must not keep this one alive; while it works, the timer of the time limit does.
  child.unref()
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref?: () => void }).unref?.()
  // A failed write means that the process has ended, which its own event reports.
  child.stdin.on('error', () => {})
  return child
}

/** Returns what the process prints for one file. Rejects if it ends, prints too much or takes too long. */
function answerTo(child: Child, file: string, timeoutMs: number): Promise<string> {
  const id = randomInt(100_000_000, 999_999_999)
  const end = `{ready${id}}`
  return new Promise<string>((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    const timer = setTimeout(() => settle(() => reject(new Error(`no answer within ${timeoutMs} ms`))), timeoutMs)
    const onData = (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > MOST_OUTPUT) return settle(() => reject(new Error('too much output')))
      const tail = Buffer.concat(parts.slice(-3)).toString('latin1').trimEnd()
      if (tail.endsWith(end))
        settle(() => resolve(Buffer.concat(parts).toString('utf8').trimEnd().slice(0, -end.length)))
    }
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = (code: number | null, signal: string | null) =>
      settle(() =>
        reject(Object.assign(new Error(`ended with ${signal ?? code}`), { code: code === 127 ? 'ENOENT' : undefined })),
      )
    const settle = (then: () => void) => {
      clearTimeout(timer)
      child.stdout.off('data', onData)
      child.off('error', onError).off('exit', onExit)
      then()
    }
    child.stdout.on('data', onData)
    child.once('error', onError).once('exit', onExit)
    child.stdin.write([...READ, file, `-execute${id}`, ''].join('\n'))
  })
}

/**
 * Returns the single object of the output. Numbers and booleans become texts again, as exiftool prints texts such as
 * `1.50` or `True` unquoted.
 */
function tagsIn(answer: string): Record<string, unknown> | undefined {
  const texts = answer.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
  const [tags] = texts.trim() ? (JSON.parse(texts) as Record<string, unknown>[]) : []
  return tags
}
