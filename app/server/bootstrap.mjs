// `npm start` on a machine with only Node and npm: installs, builds, runs. Plain Node without dependencies.
import { fork, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const SOURCES = [
  ...['app', 'db', 'emails', 'public'],
  ...['package-lock.json', 'remix.config.js', 'vite.server.config.js', 'tsconfig.json'],
]

requireNode()
process.chdir(root)
await install()
const [first, ...rest] = process.argv.slice(2)
if (first !== '--install') await build()
if (!first?.startsWith('--')) run(first === 'cli' ? 'cli' : 'start', first === 'cli' ? rest : [])

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Vitrine needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs packages if the lock file has changed since the last time. */
async function install() {
  const stamp = path.join('node_modules', '.vitrine-lock')
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (textOf(stamp) === wanted) return
  if (!(textOf(stamp) === undefined && isInstalledByHand())) {
    console.log('Installing (once; about a minute) …')
    // The build needs the dev dependencies, also on a machine that sets NODE_ENV=production.
    await step('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  writeFileSync(stamp, wanted)
}

/** Whether `npm ci` or `npm install` was run by hand after the lock file was written, with the dev dependencies. */
function isInstalledByHand() {
  const record = path.join('node_modules', '.package-lock.json')
  if (!existsSync(record) || !existsSync(bin('remix')) || !existsSync(bin('vite'))) return false
  return statSync(record).mtimeMs >= statSync('package-lock.json').mtimeMs
}

/** Builds if a source file has changed since the last time: the pages and the processes at once. */
async function build() {
  const stamp = path.join('build', '.vitrine-build')
  const wanted = fingerprint()
  if (textOf(stamp) === wanted) return
  console.log('Building …')
  rmSync(stamp, { force: true }) // so that an interrupted build is not taken for a complete one
  await Promise.all([
    step(bin('remix'), ['vite:build', '-c', 'remix.config.js', '--logLevel', 'error']),
    step(bin('vite'), ['build', '-c', 'vite.server.config.js', '--logLevel', 'error']),
  ])
  writeFileSync(stamp, wanted)
}

function bin(name) {
  return path.join(root, 'node_modules', '.bin', name)
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Runs a program to its end; ends this process when it fails. */
async function step(command, args) {
  const { NODE_ENV: _, ...env } = process.env
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
  const { status, signal, error } = await new Promise((resolve) => {
    child.on('error', (error) => resolve({ error }))
    child.on('exit', (status, signal) => resolve({ status, signal }))
  })
  if (status === 0) return
  if (signal === 'SIGINT') process.exit(130)
  const reason = error ? `: ${error.message}` : ''
  console.error(`\n${path.basename(command)} ${args[0]} failed${reason}. The reason is in the lines above.`)
  process.exit(1)
}

/** Digest of names, sizes and times of the source files: takes milliseconds, where hashing contents would take a second. */
function fingerprint() {
  const hash = createHash('sha256')
  const walk = (file) => {
    const stat = statSync(file)
    if (!stat.isDirectory()) return hash.update(`${file}:${stat.size}:${stat.mtimeMs}\n`)
    for (const name of readdirSync(file).sort()) walk(path.join(file, name))
  }
  for (const source of SOURCES) if (existsSync(source)) walk(source)
  return hash.digest('hex')
}

/** Runs the program as a child; when this process is killed, their IPC channel breaks and the child stops. */
function run(name, args) {
  const child = fork(path.join(root, 'build/processes', `${name}.js`), args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // The process that started this one through an IPC channel is gone, so no Ctrl-C can arrive any more.
  process.on('disconnect', () => child.kill('SIGINT'))
  child.on('exit', (code, signal) => {
    if (signal) console.error(`${name} was ended by ${signal}.`)
    process.exit(code ?? 1)
  })
}
