// `npm start` on a machine with nothing but Node and npm: installs, builds, runs. Plain Node, no dependency.
import { fork, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const SOURCES = [
  ...['app', 'db', 'emails', 'public'],
  ...['package-lock.json', 'remix.config.js', 'vite.server.config.js', 'tsconfig.json'],
]

requireNode()
process.chdir(root)
install()
build()
const [first, ...rest] = process.argv.slice(2)
if (first !== '--prepare') run(first === 'cli' ? 'cli' : 'start', first === 'cli' ? rest : [])

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Vitrine needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs when the lock file has changed since the last time. */
function install() {
  const stamp = path.join(root, 'node_modules', '.vitrine-lock')
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing (once; about a minute) …')
  // The build needs what production does not; a machine that sets NODE_ENV=production must get it all the same.
  step('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

/** Builds when a source has changed since the last time. */
function build() {
  const stamp = path.join(root, 'build', '.vitrine-build')
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Building …')
  const bin = (name) => path.join(root, 'node_modules', '.bin', name)
  step(bin('remix'), ['vite:build', '-c', 'remix.config.js', '--logLevel', 'error'])
  step(bin('vite'), ['build', '-c', 'vite.server.config.js', '--logLevel', 'error'])
  writeFileSync(stamp, wanted)
}

function step(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: '' },
  })
  if (status === 0) return
  console.error(`\n${path.basename(command)} ${args[0]} failed${error ? `: ${error.message}` : ''}.`)
  process.exit(1)
}

/** Names, sizes and times of the sources: a few milliseconds, where hashing would take a second. */
function fingerprint() {
  const hash = createHash('sha256')
  const walk = (file) => {
    const { mtimeMs, size } = statSync(file)
    if (!statSync(file).isDirectory()) return hash.update(`${file}:${size}:${mtimeMs}\n`)
    for (const name of readdirSync(file).sort()) walk(path.join(file, name))
  }
  for (const source of SOURCES) if (existsSync(source)) walk(source)
  return hash.digest('hex')
}

function run(name, args) {
  const child = fork(path.join(root, 'build/processes', `${name}.js`), args, { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both of us; anybody else signals us alone.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
