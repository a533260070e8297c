import { afterAll, inject } from 'vitest'
import { copyDemo, type Demo, linksOf, removeDataDir } from './demo'
import { restoreDemo } from './demo-state'
import { type Product, startProduct } from './product'

export interface DemoProduct extends Product {
  dataDir: string
  /** Paths of the shares of the demo: one without and one with a password. */
  links: { open: string; locked: string }
}

let running: Omit<DemoProduct, 'links'> | undefined

/**
 * Returns a running product with the demo as it was made, for the calling test file alone. The files of a process use one
 * after the other the same product, of which only the rows are made anew. Call it at the top of a file. A file that stops
 * processes, or damages or removes stored files, takes `ownProduct`.
 */
export async function demoProduct(): Promise<DemoProduct> {
  const demo = inject('demo')
  if (!(running && (await restoreDemo(running.dataDir)))) {
    await running?.stop()
    running = await startDemo(demo)
  }
  return { ...running, links: linksOf(demo) }
}

/** Starts the product on a copy of the demo for the calling test file, and stops it after the last test of the file. */
export async function ownProduct(): Promise<DemoProduct> {
  const demo = inject('demo')
  const product = await startDemo(demo)
  afterAll(async () => {
    await product.stop()
    await removeDataDir(product.dataDir)
  })
  return { ...product, links: linksOf(demo) }
}

async function startDemo(demo: Demo) {
  const dataDir = await copyDemo(demo)
  return { ...(await startProduct(dataDir)), dataDir }
}

/**
 * The product on a copy of the demo that several test files use at once: for files that change nothing others look at. They
 * may add assets and shares of their own and reorder the collection of logos, but no collection or portal, and count nothing.
 */
export const sharedProduct = (): Pick<DemoProduct, 'baseUrl' | 'links'> => inject('shared')
