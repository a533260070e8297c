import {
  chmod,
  chown,
  copyFile,
  constants as fileModes,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { required } from '~/platform/required'
import { type Bounds, runBounded, type Said } from './bounded-process.server'
import { ConvertError } from './convert-error'
import { findProgram } from './found-programs.server'
import {
  asConverterUser,
  bubblewrapArgs,
  type Isolation,
  isolationHere,
  isRoot,
  nextConverterUid,
} from './isolation.server'
import { converterOf, type ProgramName } from './programs'

/** One run of a program over one file. */
export interface Conversion extends Partial<Bounds> {
  program: ProgramName | { scanner: string }
  /** Returns its arguments, for the places at which it finds its input and puts its output. */
  args: (at: { input: string; outDir: string }) => string[]
  /** The file; never changed. */
  input: string
  /** An existing folder for the output. */
  outDir: string
}

const DEFAULTS = { seconds: 120, memoryBytes: 2 * 1024 ** 3, outputBytes: 1024 ** 3 } as const
const MOST_PROCESSES = 128
const OF_PROCESSES = ['/usr/bin/prlimit', `--nproc=${MOST_PROCESSES}`, '--']

/**
 * Runs a program over one file: as an ordinary user, with limits of time, memory, processes and output, in a process group of
 * its own and with an empty environment; where bubblewrap runs also without network and without any file but its input. The
 * program ends with this process. Of its output only ordinary files are left. Throws ConvertError (`missing`, `timeout`,
 * `memory`, `too_large`, `failed`) and the signal's reason.
 */
export async function convert(conversion: Conversion, isolation?: Isolation): Promise<Said> {
  const { program, signal, outDir } = conversion
  const command = findProgram(typeof program === 'string' ? program : program.scanner)
  const converter = typeof program === 'string' ? converterOf(program) : undefined
  if (!command) throw new ConvertError('missing', converter)
  signal?.throwIfAborted()
  const how = isolation ?? (await isolationHere())
  try {
    return await (how === 'bubblewrap' ? inNamespaces(command, conversion) : withLimitsOnly(command, conversion))
  } catch (error) {
    throw error instanceof ConvertError ? new ConvertError(error.code, converter, { cause: error.cause }) : error
  } finally {
    await dropOddFiles(outDir)
    await takeBack(outDir)
  }
}

async function inNamespaces(command: string, conversion: Conversion): Promise<Said> {
  const { outDir } = conversion
  const bwrap = required(findProgram('bwrap'), 'bwrap')
  return withReadable(conversion, async (input) => {
    const uid = nextConverterUid()
    if (isRoot()) await chown(outDir, uid, uid)
    const args = conversion.args({ input: '/in', outDir: '/out' })
    const line = [bwrap, ...bubblewrapArgs({ input, outDir, uid }), ...OF_PROCESSES, command, ...args]
    return runBounded(line, { ...DEFAULTS, ...conversion })
  })
}

/** Calls `work` with a file that the converter's user may read: the input itself, or a copy when others may not. */
async function withReadable<T>({ input, outDir }: Conversion, work: (input: string) => Promise<T>): Promise<T> {
  const forOthers = 0o004
  if (!isRoot() || (await stat(input)).mode & forOthers) return work(input)
  return withPrivateFolder(path.dirname(outDir), async (folder) => work(await readableCopy(input, folder)))
}

/** Without namespaces the converter's user must reach both places by their paths: in the system's own temporary folder. */
const withLimitsOnly = (command: string, conversion: Conversion): Promise<Said> =>
  withPrivateFolder(os.tmpdir(), async (folder) => {
    const input = await readableCopy(conversion.input, folder)
    const out = path.join(folder, 'out')
    await mkdir(out)
    const uid = nextConverterUid()
    if (isRoot()) for (const place of [folder, out]) await chown(place, uid, uid)
    const args = conversion.args({ input, outDir: out })
    // Of an ordinary user the limit would count everything else that it runs.
    const line = [...asConverterUser(uid), ...(isRoot() ? OF_PROCESSES : []), command, ...args]
    const said = await runBounded(line, { ...DEFAULTS, ...conversion, home: folder })
    // A process that left its group may still run: it can put nothing more into a folder that is ours.
    await takeBack(folder)
    await chmod(out, 0o700)
    await dropOddFiles(out)
    for (const name of await readdir(out)) await copyFile(path.join(out, name), path.join(conversion.outDir, name))
    return said
  })

async function withPrivateFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(parent, 'convert-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

async function readableCopy(file: string, folder: string): Promise<string> {
  const copy = path.join(folder, 'in')
  await copyFile(file, copy, fileModes.COPYFILE_FICLONE)
  await chmod(copy, 0o444)
  return copy
}

/** Makes the output ours, as any other file that this process writes. */
async function takeBack(folder: string): Promise<void> {
  if (!isRoot()) return
  for (const name of await readdir(folder)) await chown(path.join(folder, name), 0, 0)
}

/** Deletes what is no ordinary file: a link that a converter was made to leave would be followed with our rights. */
async function dropOddFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    if (!(await lstat(file)).isFile()) await rm(file, { recursive: true, force: true })
  }
}
