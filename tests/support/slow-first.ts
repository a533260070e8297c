import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, which would otherwise run alone at the end: without a record of times larger files come first. */
const SLOW =
  /\/(converters|images-corpus|metadata-exiftool|clean-metadata|start|outage|selection|link-password|kill)\.test\.ts$/

/** Begins the files of a project with the slow ones. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const projects = [...new Set(sorted.map(({ project }) => project.name))]
    const [slow, others] = [true, false].map((isSlow) =>
      sorted.filter(({ moduleId }) => SLOW.test(moduleId) === isSlow),
    )
    return projects.flatMap((name) =>
      [...(slow ?? []), ...(others ?? [])].filter(({ project }) => project.name === name),
    )
  }
}
