import path from 'node:path'
import type { ModelProblem } from '~/platform/files/model-facts'
import { OwnProcessError, runOwn } from '~/platform/files/own-process.server'
import { type ConversionTask, type ConvertedPicture, DRAWN_SIDE } from './conversion-task'
import { type ConvertCode, ConvertError } from './convert-error'
import { pictureFile } from './run-step.server'

const DRAWER = { name: 'model-drawer', source: '../models/model-drawer.ts' }
/** The time of a processor is what is bounded; on a busy machine it takes much longer by the clock. */
const BOUNDS = { timeoutMs: 600_000, cpuSeconds: 120, heap: 512, data: 2_147_483_648, output: 64 * 1024 * 1024 }

const CODES: Record<ModelProblem, ConvertCode> = {
  ...{ truncated: 'truncated', unreadable: 'failed', too_large: 'memory', unsupported: 'empty' },
  ...{ external: 'external', compressed: 'compressed', too_many_triangles: 'too_many_triangles', empty: 'empty' },
}

/** Draws a 3D model from the side that its viewer shows first, in a process of its own. Throws ConvertError. */
export async function drawModel({
  localPath,
  sniffed,
  workDir,
  side,
  signal,
}: ConversionTask): Promise<ConvertedPicture> {
  const file = path.join(workDir, 'poster.png')
  const given = [path.resolve(localPath), sniffed.extension, path.resolve(file), String(side ?? DRAWN_SIDE)]
  const printed = await runOwn(DRAWER, given, { ...BOUNDS, signal }).catch((error: unknown) => {
    throw error instanceof OwnProcessError ? new ConvertError(error.code, undefined, { cause: error }) : error
  })
  const { problem } = JSON.parse(printed) as { problem?: ModelProblem }
  if (problem) throw new ConvertError(CODES[problem])
  return pictureFile(file, 'png')
}
