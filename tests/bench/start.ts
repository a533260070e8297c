/** `npm start` on a fresh clone of this repository, and again. `npx tsx tests/bench/start.ts` */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { median } from './support/processes'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const PATIENCE_MS = 600_000
const root = path.resolve(import.meta.dirname, '../..')
/** The lines of the output that begin each step. */
const STEPS: [said: RegExp, step: string][] = [
  [/^Installing/m, 'install'],
  [/^Building/m, 'build'],
]
/** The banner counts from the start of the product itself: database, demo and processes. */
const READY = /Vitrine is ready at \S+ \(after ([\d.]+) s\)/

interface Start {
  seconds: number
  /** Seconds of each step; `run` is the time in the banner. */
  steps: Record<string, number>
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-start-'))
await chmod(folder, 0o755) // the database may run as another user
try {
  const clone = path.join(folder, 'vitrine')
  execFileSync('git', ['clone', '-q', '--no-hardlinks', root, clone])
  await chmod(clone, 0o755)
  const commit = execFileSync('git', ['-C', clone, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const first = await start(clone)
  const later: Start[] = []
  for (let run = 0; run < RUNS; run++) later.push(await start(clone))
  report(commit, first, later)
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Runs `npm start` until it prints that it is ready, and stops it as Ctrl-C does. */
async function start(clone: string): Promise<Start> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const { PATH, HOME, LANG, TMPDIR } = process.env
  const env = { PATH, HOME, LANG, TMPDIR, PORT: '0' } as unknown as NodeJS.ProcessEnv
  const child = spawn('npm', ['start'], { cwd: clone, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const marks: [step: string, at: number][] = [['npm', 0]]
  let output = ''
  const ready = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      for (const [said, step] of STEPS)
        if (said.test(output) && !marks.some(([known]) => known === step)) marks.push([step, seconds()])
      const own = READY.exec(output)?.[1]
      if (!own) return
      const total = seconds()
      marks.push(['run', total - Number(own)])
      resolve(total)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)))
    setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), PATIENCE_MS).unref()
  })
  try {
    const total = await ready
    return { seconds: total, steps: lengths(marks, total) }
  } finally {
    await interrupt(child)
  }
}

/** Ctrl-C in a terminal reaches the whole group. */
async function interrupt(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid!, 'SIGINT')
  await ended
}

/** The time of each step until the next one began. */
function lengths(marks: [step: string, at: number][], total: number): Record<string, number> {
  const ends = marks.map((_, index) => marks[index + 1]?.[1] ?? total)
  return Object.fromEntries(marks.map(([step, at], index) => [step, round1(ends[index]! - at)]))
}

function report(commit: string, first: Start, later: Start[]): void {
  const second = median(later.map(({ seconds }) => seconds))
  const rows = {
    first: { seconds: round1(first.seconds), spreadPercent: 0 },
    second: { seconds: round1(second.median), spreadPercent: Math.round(second.spread) },
  }
  console.log(`npm start on a fresh clone at ${commit}, then the median of ${RUNS} more`)
  console.table(rows)
  console.log(`of the first: ${JSON.stringify(first.steps)}`)
  const figures = [
    { figure: 'start: first on a fresh clone, s', value: rows.first.seconds, aim: '-' },
    { figure: 'start: second, s', value: rows.second.seconds, aim: '< 5' },
  ]
  const conditions = { command: 'npx tsx tests/bench/start.ts', commit, runs: RUNS, node: process.version }
  console.log(JSON.stringify({ bench: 'start', ...conditions, steps: first.steps, rows, figures }))
}

function round1(value: number): number {
  return Math.round(value * 10) / 10
}
