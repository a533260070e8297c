import { mkdtemp, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Sniffed } from '~/platform/files/sniff.server'
import type { Said } from './bounded-process.server'
import type { ConversionTask, ConvertedPicture } from './conversion-task'
import { ConvertError } from './convert-error'
import { converterOf, type ProgramName } from './programs'
import { type Conversion, convert } from './sandbox.server'

export interface Step extends Pick<Conversion, 'args' | 'seconds' | 'memoryBytes' | 'outputBytes'> {
  program: ProgramName
  /** The input, when it is not the file of the task. */
  input?: string
}

export interface Made extends Said {
  /** The files it left, in the order of their names. */
  files: string[]
}

/** Runs one program of a conversion, in a folder of its own. Throws as `convert` does. */
export async function runStep(task: ConversionTask, { program, input = task.localPath, ...step }: Step): Promise<Made> {
  const outDir = await mkdtemp(path.join(task.workDir, `${program}-`))
  const said = await convert({ ...step, program, input, outDir, signal: task.signal })
  const names = (await readdir(outDir)).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  return { ...said, files: names.map((name) => path.join(outDir, name)) }
}

/** The same for a program that makes one file. Throws ConvertError `failed` when it left none, which some call success. */
export async function runForFile(task: ConversionTask, step: Step): Promise<string> {
  const { files, stderr } = await runStep(task, step)
  const [file] = files
  if (!file) throw new ConvertError('failed', converterOf(step.program), { cause: new Error(stderr || 'no output') })
  return file
}

const TYPES = {
  jpg: { mediaType: 'image/jpeg', kind: 'photo' },
  png: { mediaType: 'image/png', kind: 'photo' },
  tif: { mediaType: 'image/tiff', kind: 'photo' },
  svg: { mediaType: 'image/svg+xml', kind: 'vector' },
} as const satisfies Record<string, Omit<Sniffed, 'extension'>>

/** Returns a file as the picture of a conversion. */
export const pictureFile = (file: string, extension: keyof typeof TYPES): ConvertedPicture => ({
  ...{ file, sniffed: { ...TYPES[extension], extension } },
})
