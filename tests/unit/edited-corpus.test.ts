import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { corpus, corpusFiles } from '#tests/support/corpus'
import { drawEdited } from '~/platform/converters/edited-preview.server'
import { sniff } from '~/platform/files/sniff.server'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import { ImageError } from '~/platform/images/image-error'

const EVERYTHING: EditRecipe = {
  ...{ turns: 1, straighten: -7, crop: { left: 0.3, top: 0.2, width: 0.4, height: 0.5 } },
  ...{ levels: { black: 5, white: 250, gamma: 1.2 }, focalPoint: null },
}

/** Colours and depths of printing, animations, orientations, and files that are not what they say. */
const files = corpusFiles.filter(
  (file) =>
    /^(print|animated|hostile|photos\/(Landscape_6|Portrait_8|cyclamen))/.test(file) &&
    /\.(jpe?g|png|tiff?|gif|webp|svg)$/i.test(file),
)

async function sniffed(localPath: string) {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4100), 0, 4100, 0)
    return sniff(localPath, buffer.subarray(0, bytesRead), path.basename(localPath))
  } finally {
    await file.close()
  }
}

test.skipIf(files.length === 0)(
  'each real picture is edited in every way at once, or refused with a reason',
  async () => {
    const workDir = await mkdtemp(path.join(os.tmpdir(), 'vitrine-edits-'))
    const refused: string[] = []
    for (const name of files) {
      const localPath = path.join(corpus, name)
      await drawEdited({ localPath, sniffed: await sniffed(localPath), workDir }, EVERYTHING).catch(
        (error: unknown) => {
          if (!(error instanceof ImageError)) throw new Error(`${name}: ${String(error)}`)
          refused.push(name)
        },
      )
    }
    await rm(workDir, { recursive: true })
    expect(refused.filter((name) => !name.startsWith('hostile/'))).toEqual([])
  },
  60_000,
)
