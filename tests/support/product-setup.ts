import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startProduct } from './product'

/** The real product, started as a newcomer starts it, for all browser tests. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-product-'))
  await chmod(folder, 0o755) // the database may run as another user
  const product = await startProduct(path.join(folder, 'data'))
  project.provide('baseUrl', product.baseUrl)
  project.provide('startOutput', product.output())
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
