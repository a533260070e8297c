// Reads the reports of the test runner, in Jest's format. Plain Node: `npm test` uses it.
import path from 'node:path'

/**
 * The tests of a report: the numbers of passed and failed ones, the names of skipped ones, the failures as lines with the first
 * line of their message, and their times in seconds. A file that failed before its first test is one failure.
 */
export function readReport({ testResults }) {
  const tests = testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, project: projectOf(file.name) })),
  )
  const withStatus = (status) => tests.filter((test) => test.status === status)
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const left = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  return {
    passed: withStatus('passed').length,
    failed: withStatus('failed').length + broken.length,
    left: left.map(nameOf),
    failures: [
      ...withStatus('failed').map((test) => failure(`${test.project}: ${nameOf(test)}`, test.failureMessages?.[0])),
      ...broken.map((file) => failure(`${projectOf(file.name)}: ${path.basename(file.name ?? '')}`, file.message)),
    ],
    times: tests.map((test) => ({ name: nameOf(test), project: test.project, seconds: (test.duration ?? 0) / 1000 })),
  }
}

/** The `count` slowest tests as lines, slowest first. */
export function slowest(times, count = 10) {
  const sorted = [...times].sort((a, b) => b.seconds - a.seconds).slice(0, count)
  return sorted.map(({ name, project, seconds }) => `${seconds.toFixed(1).padStart(7)} s   ${project}: ${name}`)
}

const failure = (name, message = '') => `${name}: ${message.split('\n')[0].slice(0, 300)}`

/** Returns the folder of tests that a file is in. */
const projectOf = (file = '') => /tests\/([^/]+)\//.exec(file)?.[1] ?? 'tests'

const nameOf = (test) => test.fullName.trim()
