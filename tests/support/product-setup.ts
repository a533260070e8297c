import type { TestProject } from 'vitest/node'
import { makeDemo, removeDemo } from './demo'

/** The demo for all browser tests, made once by the product as a newcomer starts it; each file starts on a copy. */
export default async function setup(project: TestProject) {
  const demo = await makeDemo()
  project.provide('demo', demo)
  return () => removeDemo(demo)
}
