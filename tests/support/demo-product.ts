import { afterAll, inject } from 'vitest'
import { copyDemo, linksOf, removeDataDir } from './demo'
import { type Product, startProduct } from './product'

export interface DemoProduct extends Product {
  dataDir: string
  /** Paths of the shares of the demo: one without and one with a password. */
  links: { open: string; locked: string }
}

/**
 * Starts the product on a copy of the demo for the calling test file, and stops it after the last test of the file.
 * Files may run in parallel. Call it at the top of a file.
 */
export async function demoProduct(): Promise<DemoProduct> {
  const demo = inject('demo')
  const dataDir = await copyDemo(demo)
  const product = await startProduct(dataDir)
  afterAll(async () => {
    await product.stop()
    await removeDataDir(dataDir)
  })
  return { ...product, dataDir, links: linksOf(demo) }
}

/**
 * The product on a copy of the demo that several test files use at once: for files that change nothing others look at. They
 * may add assets and shares of their own and reorder the collection of logos, but no collection or portal, and count nothing.
 */
export const sharedProduct = (): Pick<DemoProduct, 'baseUrl' | 'links'> => inject('shared')
