/** Memory while a film of 2 GB is taken in and converted: no process but ffmpeg may grow with it. `npx tsx tests/bench/large-film.ts` */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openEmbedded } from '#tests/support/processes'
import { startProduct } from '#tests/support/product'

const GIGABYTES = Number(process.env.BENCH_GB ?? 2)
const SAMPLE_MS = 200
const root = path.resolve(import.meta.dirname, '../..')

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-film-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
try {
  const films = path.join(folder, 'films')
  await mkdir(films)
  makeFilm(path.join(films, 'film.mp4'))
  const product = await startProduct(dataDir, { VITRINE_DEMO: '0' })
  try {
    await report(films)
  } finally {
    await product.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Noise of a high bit rate, repeated without encoding it again. */
function makeFilm(file: string): void {
  const part = path.join(folder, 'part.mp4')
  const run = (args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args])
  const noise = 'nullsrc=s=1280x720:r=25:d=4,geq=random(1)*255:128:128'
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '60M', '-pix_fmt', 'yuv420p']
  run(['-f', 'lavfi', '-i', noise, '-f', 'lavfi', '-i', 'sine=d=4', ...video, '-c:a', 'aac', part])
  const bytes = Number(execFileSync('stat', ['-c', '%s', part], { encoding: 'utf8' }))
  const times = Math.ceil((GIGABYTES * 1e9) / bytes)
  run(['-stream_loop', String(times), '-i', part, '-c', 'copy', '-movflags', '+faststart', file])
}

async function report(films: string): Promise<void> {
  const { size } = await stat(path.join(films, 'film.mp4'))
  const peaks = new Map<string, number>()
  const done = new AbortController()
  const watching = watch(peaks, done.signal)
  const began = performance.now()
  const cli = spawn(process.execPath, [path.join(root, 'build/processes/cli.js'), 'import', films], {
    env: { ...process.env, VITRINE_DATA: dataDir, VITRINE_DEMO: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(cli, 'exit')
  const database = await openEmbedded(dataDir)
  const waiting = `select 1 from graphile_worker.jobs where task_identifier in ('make_renditions', 'make_media') and attempts < max_attempts limit 1`
  while ((await database.query(waiting)).rows.length > 0) await setTimeout(1000)
  const { rows } = await database.query('select preset, state, reason from rendition order by preset')
  await database.end()
  const seconds = Math.round((performance.now() - began) / 1000)
  done.abort()
  await watching
  console.log(`a film of ${(size / 1e9).toFixed(2)} GB: ${seconds} s`)
  console.table(rows)
  console.table([...peaks].map(([name, mb]) => ({ process: name, 'peak MB': Math.round(mb) })))
  const others = Math.round(Math.max(...[...peaks].flatMap(([name, mb]) => (name === 'ffmpeg' ? [] : [mb]))))
  const figures = [{ figure: 'film of 2 GB: peak of a process beside ffmpeg, MB', value: others, aim: '<= 400' }]
  console.log(JSON.stringify({ command: 'npx tsx tests/bench/large-film.ts', bytes: size, seconds, figures }))
}

/** Notes the peak resident memory of every process of the product by its name, from the kernel's own record (proc(5), VmHWM). */
async function watch(peaks: Map<string, number>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const name = nameOf(pid)
      if (name) peaks.set(name, Math.max(peaks.get(name) ?? 0, peakOf(pid)))
    }
    await setTimeout(SAMPLE_MS)
  }
}

/** Returns the name of a process of the product on this data folder; undefined for others. */
function nameOf(pid: string): string | undefined {
  const command = textOf(pid, 'cmdline').replaceAll('\0', ' ')
  if (/\bffmpeg\b/.test(command) && command.includes(folder)) return 'ffmpeg'
  if (command.startsWith('postgres') || !textOf(pid, 'environ').includes(`VITRINE_DATA=${dataDir}`)) return undefined
  return /processes\/(\w+)\.js/.exec(command)?.[1] ?? /^\S+/.exec(path.basename(command))?.[0]
}

/** Returns the peak resident memory of a process in MB; 0 when it has ended. */
function peakOf(pid: string): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(textOf(pid, 'status'))?.[1] ?? 0) / 1024
}

function textOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // it has ended
  }
}
