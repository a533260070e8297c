// `npm test` on a machine with nothing but Node and npm. Plain Node: it is what installs the rest.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const reports = mkdtempSync(path.join(os.tmpdir(), 'vitrine-reports-'))
const bin = (name) => path.join('node_modules', '.bin', name)
const { NODE_ENV: _, ...env } = process.env

const total = { passed: 0, failed: 0 }
const skipped = []
const summary = []

process.chdir(root)
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

step('install and build', process.execPath, ['app/server/bootstrap.mjs', '--prepare'])
step('type check', bin('tsc'), ['--noEmit'])
step('lint', bin('biome'), ['check', '.'])
suite('unit')
suite('integration')
if (findChromium() || installChromium()) suite('e2e')
else fail('e2e', 'Chromium is missing: apt-get install chromium, or set CHROMIUM to its path.')

console.log(`\n${summary.join('\n')}`)
if (skipped.length) console.log(`\n${skipped.length} skipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed ? 1 : 0)

/** Runs a program; one that fails counts as one failure. */
function step(name, command, args) {
  const { ok, seconds } = run(name, command, args)
  if (ok) note(name, seconds, 'passed')
  else fail(name, 'failed', seconds)
}

/** Runs one project of the tests and adds what its report says. */
function suite(name) {
  const file = path.join(reports, `${name}.json`)
  const { ok, seconds } = run(`${name} tests`, bin('vitest'), [
    ...['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ])
  if (!existsSync(file)) return fail(name, 'no report', seconds)
  const { passed, failed, left } = countOf(JSON.parse(readFileSync(file, 'utf8')))
  total.passed += passed
  skipped.push(...left)
  // Vitest also fails for what no single test is to blame for, such as an error nobody caught.
  const failures = failed || (ok ? 0 : 1)
  total.failed += failures
  note(name, seconds, `${passed} passed, ${failures} failed, ${left.length} skipped`)
}

/** Passed and failed tests of a report in Jest's format, and the names of those left out; a file that broke before its first test is one failure. */
function countOf({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults)
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const withStatus = (status) => tests.filter((test) => test.status === status)
  const passed = withStatus('passed').length
  const failed = withStatus('failed').length + broken.length
  const left = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  return { passed, failed, left: left.map((test) => test.fullName.trim()) }
}

function run(name, command, args) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const { status, signal, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
  if (error) console.error(error.message)
  if (signal === 'SIGINT') process.exit(130)
  return { ok: status === 0, seconds: (performance.now() - began) / 1000 }
}

function fail(name, why, seconds = 0) {
  total.failed++
  note(name, seconds, why)
}

function note(name, seconds, result) {
  summary.push(`${name.padEnd(20)}${seconds.toFixed(1).padStart(7)} s   ${result}`)
}

function findChromium() {
  return [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].some(
    (file) => file && existsSync(file),
  )
}

/** Debian's own, which only root may install. */
function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const apt = (...args) => run(`apt-get ${args[0]}`, 'apt-get', [...args, '-qq']).ok
  return apt('update') && apt('install', '--yes', '--no-install-recommends', 'chromium') && findChromium()
}
