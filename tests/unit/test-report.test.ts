import { expect, test } from 'vitest'
import { aptCalls, missing } from '#tests/support/system-packages.mjs'
import { readReport, slowest } from '#tests/support/test-report.mjs'

const told = (fullName: string, status: string, duration?: number) => ({ fullName, status, duration })
const report = {
  testResults: [
    { status: 'passed', assertionResults: [told('a quick one', 'passed', 12), told(' a slow one', 'passed', 65_432)] },
    { status: 'failed', assertionResults: [told('a wrong one', 'failed', 300), told('one left out', 'skipped')] },
    { status: 'failed', assertionResults: [] },
  ],
}

test('a report of tests counts what passed, what failed, files that broke, and names what was left out', () => {
  expect(readReport(report)).toMatchObject({ passed: 2, failed: 2, left: ['one left out'] })
})

test('the slowest tests are listed with their times, the slowest first', () => {
  const { times } = readReport(report, 'unit')
  expect(slowest(times, 2)).toEqual(['   65.4 s   unit: a slow one', '    0.3 s   unit: a wrong one'])
})

test('one call of apt-get installs the packages of all programs that are missing', () => {
  const program = (name: string, place?: string) => ({ package: name, find: () => place, without: '' })
  const packages = missing([program('one'), program('two', '/usr/bin/two'), program('three')])
  const calls = aptCalls(packages.map((each) => each.package))
  expect(calls.filter(([command]) => command === 'install')).toEqual([
    ['install', '-qq', '--yes', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', 'one', 'three'],
  ])
})
