import { expect, test } from 'vitest'
import { aptCalls, missing } from '#tests/support/system-packages.mjs'
import { readReport, slowest } from '#tests/support/test-report.mjs'

const told = (fullName: string, status: string, duration?: number, failureMessages: string[] = []) => ({
  ...{ fullName, status, duration, failureMessages },
})
const report = {
  testResults: [
    {
      ...{ status: 'passed', name: '/app/tests/unit/fine.test.ts' },
      assertionResults: [told('a quick one', 'passed', 12), told(' a slow one', 'passed', 65_432)],
    },
    {
      ...{ status: 'failed', name: '/app/tests/integration/wrong.test.ts' },
      assertionResults: [
        told('a wrong one', 'failed', 300, ['expected 1 to be 2\n    at a.ts']),
        told('one left out', 'skipped'),
      ],
    },
    { status: 'failed', assertionResults: [], name: '/app/tests/unit/broken.test.ts', message: 'no such module' },
  ],
}

test('the test report counts passed and failed tests and broken files, and lists skipped tests', () => {
  expect(readReport(report)).toMatchObject({ passed: 2, failed: 2, left: ['one left out'] })
})

test('the test report lists failed tests and broken files with the first line of their message', () => {
  expect(readReport(report).failures).toEqual([
    'integration: a wrong one: expected 1 to be 2',
    'unit: broken.test.ts: no such module',
  ])
})

test('the test report lists the slowest tests with their times, slowest first', () => {
  const { times } = readReport(report)
  expect(slowest(times, 2)).toEqual(['   65.4 s   unit: a slow one', '    0.3 s   integration: a wrong one'])
})

test('the packages of all missing programs are installed by one call of apt-get', () => {
  const program = (name: string, place?: string) => ({ package: name, find: () => place, without: '' })
  const packages = missing([program('one'), program('two', '/usr/bin/two'), program('three')])
  const calls = aptCalls(packages.map((each) => each.package))
  expect(calls.filter(([command]) => command === 'install')).toEqual([
    ['install', '-qq', '--yes', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', 'one', 'three'],
  ])
})
