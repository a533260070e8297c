// `npm test` on a machine with only Node and npm. Plain Node, since it installs the rest.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { aptCalls, canInstall, findChromium, missing } from './system-packages.mjs'
import { readReport, slowest } from './test-report.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const reports = mkdtempSync(path.join(os.tmpdir(), 'vitrine-reports-'))
const bin = (name) => path.join('node_modules', '.bin', name)
const { NODE_ENV: _, ...inherited } = process.env
// Tests wait for jobs, for which a worker of low priority gets too little time beside other programs.
const env = { ...inherited, WORKER_NICE: '0' }

const total = { passed: 0, failed: 0 }
const skipped = []
const failed = []
const times = []
const summary = []

process.chdir(root)
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

await step('install', process.execPath, ['app/server/bootstrap.mjs', '--install'])
await installPrograms()
// The type check takes one processor as long as the two others.
await Promise.all([
  step('type check', bin('tsc'), ['--noEmit']),
  step('build', process.execPath, ['app/server/bootstrap.mjs', '--prepare']).then(() =>
    step('lint', bin('biome'), ['check', '.']),
  ),
])
// Those tests wait for a part of their time, in which the demo of the browser tests is made.
const demo = path.join(reports, 'demo.json')
const making = ['--import', 'tsx', 'tests/support/make-demo.ts', demo]
await Promise.all([
  suite('unit and integration', ['unit', 'integration*']),
  findChromium() ? step('demo', process.execPath, making) : undefined,
])
if (findChromium()) await suite('e2e', ['e2e'], existsSync(demo) ? { VITRINE_TEST_DEMO: demo } : {})
else fail('e2e', 'Chromium is missing: apt-get install chromium-headless-shell, or set CHROMIUM to its path.')

console.log(`\n${summary.join('\n')}`)
if (skipped.length) console.log(`\n${skipped.length} skipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
for (const { package: name, without } of missing())
  console.log(`\nNot installed: ${name} (Debian). Without it ${without}.`)
console.log(`\nThe slowest tests:\n${slowest(times).join('\n')}`)
if (failed.length) console.log(`\nFailed:\n${failed.map((line) => `  ${line}`).join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed ? 1 : 0)

/** Installs the system packages that tests use, where possible; the summary lists those still missing. */
async function installPrograms() {
  const packages = missing().map((program) => program.package)
  if (packages.length === 0 || !canInstall()) return
  const began = performance.now()
  const call = async (args) => (await run(`apt-get ${args[0]}`, 'apt-get', args)).ok
  let isDone = true
  for (const args of aptCalls(packages)) isDone &&= await call(args)
  // A package that this release of Debian does not have must not keep the others out.
  if (!isDone) for (const name of packages) await call(aptCalls([name]).at(-1))
  const left = missing().map((program) => program.package)
  const told = left.length ? `not installed: ${left.join(', ')}` : `installed: ${packages.join(', ')}`
  note('system packages', (performance.now() - began) / 1000, told)
}

/** Runs a program; a non-zero exit code counts as one failure. */
async function step(name, command, args) {
  const { ok, seconds } = await run(name, command, args)
  if (ok) note(name, seconds, 'passed')
  else fail(name, 'failed', seconds)
}

/** Runs test projects together, with environment variables, and adds the counts of their report. */
async function suite(name, projects, variables = {}) {
  const file = path.join(reports, `${projects[0]}.json`)
  const which = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { ok, seconds } = await run(`${name} tests`, bin('vitest'), ['run', ...which, ...reporters], variables)
  if (!existsSync(file)) return fail(name, 'no report', seconds)
  const report = readReport(JSON.parse(readFileSync(file, 'utf8')))
  total.passed += report.passed
  skipped.push(...report.left)
  failed.push(...report.failures)
  times.push(...report.times)
  // Vitest also fails without a failed test, for example on an unhandled error.
  const failures = report.failed || (ok ? 0 : 1)
  total.failed += failures
  note(name, seconds, `${report.passed} passed, ${failures} failed, ${report.left.length} skipped`)
}

async function run(name, command, args, variables = {}) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, ...variables } })
  const { status, signal } = await new Promise((resolve) => {
    child.on('error', (error) => resolve(console.error(error.message) ?? {}))
    child.on('exit', (status, signal) => resolve({ status, signal }))
  })
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
