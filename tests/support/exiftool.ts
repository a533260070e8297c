import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** Debian's `libimage-exiftool-perl`: the reference reader of metadata, and the writer of generated test files. */
export const exiftoolVersion: string | undefined =
  spawnSync('exiftool', ['-ver'], { encoding: 'utf8' }).stdout?.trim() || undefined

export const hasExiftool = exiftoolVersion !== undefined
if (!hasExiftool) console.info('skipped: exiftool is missing (apt-get install libimage-exiftool-perl)')

/** Runs commands, each a list of arguments, in one process; a failing one does not affect the others. */
export function runExiftool(folder: string, commands: string[][]): string {
  const list = path.join(folder, 'arguments')
  // A value with a line break is written as a C string.
  const line = (argument: string) =>
    /[\n\r]/.test(argument) ? `#[CSTR]${argument.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}` : argument
  writeFileSync(list, commands.map((command) => [...command.map(line), '-execute', ''].join('\n')).join(''))
  const { stderr, status } = spawnSync('exiftool', ['-@', list], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
  if (status === null) throw new Error('exiftool did not run')
  return stderr
}

/** All tags of files by group and name, with the composite tags by the rules of the Metadata Working Group. */
export function tagsOf(folder: string, files: string[]): Map<string, Record<string, unknown>> {
  const config = path.join(folder, 'lenient.config')
  // IIM of PNG, which only recent programs write, is read as well.
  writeFileSync(config, '$Image::ExifTool::MWG::strict = 0;\n1;\n')
  const list = path.join(folder, 'files')
  writeFileSync(list, files.join('\n'))
  const options = ['-j', '-a', '-G1', '-n', '-struct', '-use', 'MWG', '-api', 'largefilesupport=1', '-@', list]
  const printed = runQuietly(['-config', config, ...options])
  const entries = JSON.parse(printed) as Record<string, unknown>[]
  return new Map(entries.map((tags) => [String(tags.SourceFile), tags]))
}

/** Runs exiftool; exit code 1 means that some file had an error, which is printed among its tags. */
function runQuietly(args: string[]): string {
  try {
    return execFileSync('exiftool', args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (!stdout) throw error
    return stdout
  }
}
