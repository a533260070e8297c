import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { copyDataDir, removeDataDir } from './demo'
import { type Product, startProduct } from './product'

export interface DemoProduct extends Product {
  dataDir: string
  /** Paths of the shares of the demo: one without and one with a password. */
  links: { open: string; locked: string }
}

/**
 * Starts the product on a copy of the demo for the calling test file, and stops it after the last test of the file.
 * Files are isolated and may run in parallel. Call it at the top of a file.
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
