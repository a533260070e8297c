import { readFileSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { copyDemo, type Demo, linksOf, makeDemo, removeDemo } from './demo'
import { startProduct } from './product'

/**
 * Creates the demo once for all browser tests by a first start of the product; each file starts on a copy, or uses the one
 * product that several files share.
 */
export default async function setup(project: TestProject) {
  const demo = await (madeDemo() ?? makeDemo())
  project.provide('demo', demo)
  const shared = await startProduct(await copyDemo(demo))
  project.provide('shared', { baseUrl: shared.baseUrl, links: linksOf(demo) })
  return async () => {
    await shared.stop()
    await removeDemo(demo)
  }
}

/** The demo that `npm test` has made beside other tests. */
function madeDemo(): Demo | undefined {
  const file = process.env.VITRINE_TEST_DEMO
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : undefined
}
