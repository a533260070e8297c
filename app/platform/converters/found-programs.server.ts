import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { CONVERTER_NAMES, CONVERTERS, type ConverterName } from './programs'

/** The folders in which Debian puts programs; the environment's PATH is not trusted with what runs on files of strangers. */
const FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin']

/** Returns the path of a program; undefined when it is not installed. */
export function findProgram(name: string, folders: readonly string[] = FOLDERS): string | undefined {
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A converter as it is found on this machine; `version` is that of its package, null when the package manager has none. */
export interface FoundConverter {
  name: ConverterName
  isPresent: boolean
  version: string | null
}

/** Returns every converter, with whether all its programs are installed. Never throws. */
export async function findConverters(): Promise<FoundConverter[]> {
  const versions = await packageVersions(CONVERTER_NAMES.map((name) => CONVERTERS[name].packages[0]))
  return CONVERTER_NAMES.map((name) => {
    const { programs, packages } = CONVERTERS[name]
    const isPresent = programs.every((program) => findProgram(program) !== undefined)
    return { name, isPresent, version: (isPresent && versions.get(packages[0])) || null }
  })
}

/** Returns the names of the converters that are not installed. Never throws. */
export const missingConverters = async (): Promise<ConverterName[]> =>
  (await findConverters()).filter(({ isPresent }) => !isPresent).map(({ name }) => name)

/** The versions of Debian packages that are installed, as far as dpkg knows them. */
async function packageVersions(packages: readonly string[]): Promise<Map<string, string>> {
  const asked = ['-W', `-f=\${Package}\t\${Version}\n`, ...packages]
  // dpkg-query exits with 1 when one of them is not installed, and prints the others all the same.
  const stdout = await promisify(execFile)('dpkg-query', asked).then(
    (done) => done.stdout,
    (error: { stdout?: string }) => error.stdout ?? '',
  )
  return new Map(
    stdout
      .split('\n')
      .map((line) => line.split('\t'))
      .flatMap(([name, version]) => (name && version ? [[name, version] as const] : [])),
  )
}
