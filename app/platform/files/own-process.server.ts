import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** A reader of ours that runs in a process of its own, as a file of its own of the build (vite.server.config.js). */
export interface OwnProgram {
  /** Name of the built file, without its ending. */
  name: string
  /** The source from this folder on, which runs where nothing is built, as in tests. */
  source: string
}

export interface OwnBounds {
  timeoutMs: number
  /** MiB of Node's heap. */
  heap: number
  /** Bytes that the process may write to, its heap and its buffers; addresses that Node only reserves do not count. */
  data: number
  /** Bytes of a file that it writes. */
  output: number
  cpuSeconds: number
  signal?: AbortSignal
}

/** A process of ours ended at one of its limits, or did not read the file. */
export class OwnProcessError extends Error {
  constructor(
    readonly code: 'timeout' | 'memory' | 'failed',
    options?: ErrorOptions,
  ) {
    super(`own process: ${code}`, options)
    this.name = 'OwnProcessError'
  }
}

/** Parts of util-linux; where they are missing, only the limits of Node's heap and of time remain. */
const [PRLIMIT, SETPRIV] = ['/usr/bin/prlimit', '/usr/bin/setpriv']
const [MOST_OUTPUT, MOST_SAID] = [1024 * 1024, 8192]

/**
 * Runs a program of ours with limits of memory and time and returns what it prints, up to 1 MiB. Throws OwnProcessError, and
 * the signal's reason.
 */
export async function runOwn(program: OwnProgram, given: readonly string[], bounds: OwnBounds): Promise<string> {
  const { timeoutMs, signal } = bounds
  signal?.throwIfAborted()
  const node = [process.execPath, `--max-old-space-size=${bounds.heap}`, ...programArguments(program), ...given]
  const limits = [`--data=${bounds.data}`, `--cpu=${bounds.cpuSeconds}`, `--fsize=${bounds.output}`, '--core=0', '--']
  const limited = existsSync(PRLIMIT) ? [PRLIMIT, ...limits, ...node] : node
  // It ends with this process, also when that is killed.
  const [command = '', ...rest] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', '--', ...limited] : limited
  const child = spawn(command, rest, {
    ...{ stdio: ['ignore', 'pipe', 'pipe'], env: ENVIRONMENT as NodeJS.ProcessEnv, cwd: import.meta.dirname },
  })
  const kill = () => void child.kill('SIGKILL')
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    kill()
  }, timeoutMs)
  signal?.addEventListener('abort', kill, { once: true })
  try {
    const { code, isKilled, printed, said } = await endOf(child)
    signal?.throwIfAborted()
    if (code === 0) return printed
    const cause = new Error(said.slice(-1000))
    // The kernel kills what has used up its time of the processor.
    if (isLate || isKilled) throw new OwnProcessError('timeout', { cause })
    throw new OwnProcessError(/allocation failed|out of memory|cannot allocate/i.test(said) ? 'memory' : 'failed', {
      cause,
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', kill)
  }
}

interface Ending {
  code: number | null
  isKilled: boolean
  printed: string
  said: string
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let [length, said] = [0, '']
    child.stdout?.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > MOST_OUTPUT) child.kill('SIGKILL')
    })
    child.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-MOST_SAID)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const isKilled = signal === 'SIGXCPU' || signal === 'SIGKILL'
      resolve({ code, isKilled, printed: Buffer.concat(parts).toString('utf8'), said })
    })
  })
}

const ENVIRONMENT: Partial<NodeJS.ProcessEnv> = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }

/** Where built programs are from the folder of built code: of a process, of a part of one, of pages, of a part of those. */
const BUILT = ['.', '..', '../processes', '../../processes']

/** Returns the arguments by which Node runs it: a built file, or the source through tsx. */
function programArguments({ name, source }: OwnProgram): string[] {
  const folder = import.meta.dirname
  const built = BUILT.map((beside) => path.join(folder, beside, `${name}.js`))
  const found = built.find((file) => existsSync(file))
  return found ? [found] : ['--import', 'tsx', path.join(folder, source)]
}
