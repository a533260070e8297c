import type { TestProject } from 'vitest/node'
import { makeDemo, removeDemo } from './demo'

/** Creates the demo once for all browser tests by a first start of the product; each file starts on a copy. */
export default async function setup(project: TestProject) {
  const demo = await makeDemo()
  project.provide('demo', demo)
  return () => removeDemo(demo)
}
