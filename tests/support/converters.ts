import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { findProgram } from '~/platform/converters/found-programs.server'
import { type Isolation, isolationHere } from '~/platform/converters/isolation.server'
import { CONVERTER_NAMES, CONVERTERS, type ConverterName } from '~/platform/converters/programs'

const has = (name: ConverterName) => CONVERTERS[name].programs.every((program) => findProgram(program))

/** The converters that are not installed; their tests are skipped, with a message. */
export const missingConverters = new Set(CONVERTER_NAMES.filter((name) => !has(name)))
for (const name of missingConverters)
  console.info(`${CONVERTERS[name].packages.join(', ')} not installed: the tests that convert with it are skipped`)

/** The isolations that this machine admits. */
export const isolations: Isolation[] = (await isolationHere()) === 'bubblewrap' ? ['bubblewrap', 'limits'] : ['limits']
if (isolations.length === 1) console.info('bubblewrap does not run here: its tests are skipped')

/** A temporary folder for the calling test file, removed after its last test, with functions that write into it. */
export function conversionFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-convert-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let made = 0
  return {
    folder,
    /** A new empty folder. */
    workDir: () => mkdtempSync(path.join(folder, 'work-')),
    /** A new file with this content. */
    file(content: string | Buffer, name = `file-${made++}`): string {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      return file
    },
  }
}
