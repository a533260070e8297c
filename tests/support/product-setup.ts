import type { TestProject } from 'vitest/node'
import { copyDemo, linksOf, makeDemo, removeDemo } from './demo'
import { startProduct } from './product'

/**
 * Creates the demo once for all browser tests by a first start of the product; each file starts on a copy, or uses the one
 * product that several files share.
 */
export default async function setup(project: TestProject) {
  const demo = await makeDemo()
  project.provide('demo', demo)
  const shared = await startProduct(await copyDemo(demo))
  project.provide('shared', { baseUrl: shared.baseUrl, links: linksOf(demo) })
  return async () => {
    await shared.stop()
    await removeDemo(demo)
  }
}
