import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from './found-programs.server'

/**
 * How converters are kept from the machine: `bubblewrap`: no network, a read-only system, only their input and output ·
 * `limits`: bounded in time, memory, processes and output, but files and network are open to them.
 */
export type Isolation = 'bubblewrap' | 'limits'

/** The users that converters run as when this process is root. They own nothing, and need no entry in the user database. */
const [FIRST_UID, UIDS] = [60_600, 400]
let taken = Math.floor(Math.random() * UIDS)

/** Returns the user of the next conversion: the limit of processes counts those of one user, so each has its own. */
export const nextConverterUid = (): number => FIRST_UID + (taken++ % UIDS)

export const isRoot = (): boolean => process.getuid?.() === 0

const USR = ['--ro-bind', '/usr', '/usr']
const LINKS = ['bin', 'lib', 'lib64', 'sbin'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`])
/** What the programs read of their system besides `/usr`: fonts, alternatives, the list of libraries, their own settings. */
const SETTINGS = [
  ...['/etc/fonts', '/etc/alternatives', '/etc/ld.so.cache', '/etc/libreoffice', '/etc/ImageMagick-6'],
  ...['/var/lib/ghostscript', '/var/cache/fontconfig'],
].flatMap((place) => ['--ro-bind-try', place, place])
/** Their parents, which bubblewrap would make for root alone. */
const PARENTS = ['/etc', '/var', '/var/lib', '/var/cache'].flatMap((place) => ['--perms', '0755', '--dir', place])

/** The environment of every converter. sharp exports VIPSHOME into ours, without which Debian's libvips finds its modules. */
export const ENVIRONMENT = { PATH: '/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8', TMPDIR: '/tmp' } as const

/** Bytes of the private /tmp of a converter. */
const TMP_BYTES = 1024 * 1024 * 1024

/**
 * The namespaces of bubblewrap. Root keeps the rights to change its user, which `asConverterUser` then gives up: in a user
 * namespace of its own, root would still be root towards the limits of processes.
 */
const namespaces = (): string[] =>
  isRoot()
    ? [
        ...['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
        ...['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'],
      ]
    : ['--unshare-all', '--cap-drop', 'ALL']

/** Returns the arguments of bubblewrap before the program: its input at `/in`, its output folder at `/out`. */
export function bubblewrapArgs({ input, outDir, uid }: { input: string; outDir: string; uid: number }): string[] {
  const environment = Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value])
  return [
    ...namespaces(),
    ...['--die-with-parent', '--new-session', '--clearenv', ...environment],
    ...[...USR, ...LINKS, ...PARENTS, ...SETTINGS, '--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(TMP_BYTES), '--perms', '1777', '--tmpfs', '/tmp'],
    ...['--ro-bind', input, '/in', '--bind', outDir, '/out', '--chdir', '/tmp', '--'],
    ...asConverterUser(uid),
  ]
}

/** Again, although the whole command was begun so: the kernel forgets it when a process changes its user (prctl(2)). */
const ENDS_WITH_PARENT = ['--pdeathsig', 'KILL']

/** Returns the command that gives up the rights of root; nothing when this process has none. */
export const asConverterUser = (uid: number): string[] =>
  isRoot()
    ? [
        ...['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'],
        ...['--no-new-privs', '--inh-caps=-all', ...ENDS_WITH_PARENT, '--'],
      ]
    : ['/usr/bin/setpriv', '--no-new-privs', ...ENDS_WITH_PARENT, '--']

let probed: Promise<Isolation> | undefined

/** Returns the isolation that this machine admits; tried once, since user namespaces may be forbidden. */
export function isolationHere(): Promise<Isolation> {
  probed ??= probe()
  return probed
}

async function probe(): Promise<Isolation> {
  const bwrap = findProgram('bwrap')
  if (!bwrap) return 'limits'
  const args = bubblewrapArgs({ input: '/usr', outDir: '/usr', uid: nextConverterUid() })
  return promisify(execFile)(bwrap, [...args, '/usr/bin/true'], { timeout: 10_000 }).then(
    () => 'bubblewrap' as const,
    () => 'limits' as const,
  )
}
