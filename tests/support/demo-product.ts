import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { copyDataDir, removeDataDir } from './demo'
import { type Product, startProduct } from './product'

export interface DemoProduct extends Product {
  dataDir: string
  /** Paths of the demo's links: an open one, and one that is protected by a password. */
  links: { open: string; locked: string }
}

/**
 * A product of the calling test file's own: a copy of the demo, started now and stopped after the file's last test.
 * Files therefore see nothing of each other and may run side by side. Call it at the top of a file.
 */
export async function demoProduct(): Promise<DemoProduct> {
  const { folder, output } = inject('demo')
  const dataDir = path.join(folder, randomUUID())
  await copyDataDir(path.join(folder, 'made'), dataDir)
  const product = await startProduct(dataDir)
  afterAll(async () => {
    await product.stop()
    await removeDataDir(dataDir)
  })
  const [open, locked] = [...output.matchAll(/\/s\/vt_[A-Za-z0-9_-]{22}/g)].map(([link]) => link)
  if (!open || !locked) throw new Error(`the demo names no links:\n${output}`)
  return { ...product, dataDir, links: { open, locked } }
}
