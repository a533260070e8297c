import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { PRESETS } from '~/platform/images/presets'
import { render } from '~/platform/images/renditions.server'

const sniffed = { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg' } as const

test('render rejects with the reason of an aborted signal', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  const made = render('never-read.jpg', { sniffed, outDir: 'never-written', signal })
  await expect(made).rejects.toBe(signal.reason)
})

test('render rejects only after all its writes have ended, so that its folder can be removed', async () => {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'vitrine-folder-'))
  try {
    const file = path.join(outDir, 'original.jpg')
    await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#369' } })
      .jpeg()
      .toFile(file)
    // The first rendition cannot be written while the larger ones are still being rendered.
    await mkdir(path.join(outDir, 'thumb'))
    await expect(render(file, { sniffed, outDir })).rejects.toThrow()
    expect((await readdir(outDir)).sort()).toEqual(['original.jpg', ...Object.keys(PRESETS)].sort())
  } finally {
    await rm(outDir, { recursive: true })
  }
})
