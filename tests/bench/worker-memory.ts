/** Memory of the worker while it renders many photographs, and when it is idle again. `npx tsx tests/bench/worker-memory.ts` */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { openEmbedded, pidOf } from '#tests/support/processes'
import { startProduct } from '#tests/support/product'
import { preparePhotos } from './ingest-photos'
import { cpuSeconds, peakMb, residentMb } from './support/processes'

const FILES = Number(process.env.BENCH_FILES ?? 1500)
/** The large files among a hundred: scans of 50 megapixels and print files of 100. */
const LARGE_OF_HUNDRED = 2
const IDLE_MS = 60_000
const root = path.resolve(import.meta.dirname, '../..')

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-memory-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
try {
  await prepare(path.join(folder, 'photos'))
  const { MALLOC_ARENA_MAX, LD_PRELOAD, MALLOC_MMAP_THRESHOLD_ } = process.env
  const own = Object.entries({ MALLOC_ARENA_MAX, LD_PRELOAD, MALLOC_MMAP_THRESHOLD_ }).filter(
    ([, value]) => value !== undefined,
  )
  const product = await startProduct(dataDir, {
    VITRINE_DEMO: '0',
    ...(Object.fromEntries(own) as Record<string, string>),
  })
  try {
    report(await measure(pidOf('worker', dataDir)!))
  } finally {
    await product.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Photographs of 12 megapixels, a third of them of 24, and a few large images, each with unique bytes behind its end. */
async function prepare(photos: string): Promise<void> {
  const large = Math.ceil((FILES * LARGE_OF_HUNDRED) / 100)
  await preparePhotos(path.join(photos, 'twelve'), Math.ceil(((FILES - large) * 2) / 3))
  for (const name of await readdir(path.join(photos, 'twelve')))
    if (name.startsWith('distinct-')) await rm(path.join(photos, 'twelve', name))
  const sources = path.join(folder, 'sources')
  await mkdir(sources)
  await mkdir(path.join(photos, 'larger'))
  const twelve = path.join(photos, 'twelve/photo-0001.jpg')
  const makers: [string, () => Promise<unknown>][] = [
    [
      '24mp.jpg',
      () =>
        sharp(twelve).resize(6000, 4000, { fit: 'fill' }).jpeg({ quality: 85 }).toFile(path.join(sources, '24mp.jpg')),
    ],
    [
      '50mp.png',
      () =>
        sharp(twelve)
          .resize(8660, 5773, { fit: 'fill' })
          .png({ compressionLevel: 1 })
          .toFile(path.join(sources, '50mp.png')),
    ],
    [
      '100mp.tif',
      () =>
        sharp(twelve)
          .resize(11547, 8660, { fit: 'fill' })
          .tiff({ compression: 'lzw' })
          .toFile(path.join(sources, '100mp.tif')),
    ],
  ]
  for (const [, make] of makers) await make()
  const copies = (name: string, count: number) => Array.from({ length: count }, () => name)
  const names = [
    ...copies('24mp.jpg', Math.floor((FILES - large) / 3)),
    ...copies('50mp.png', Math.ceil(large / 2)),
    ...copies('100mp.tif', Math.floor(large / 2)),
  ]
  for (const [index, name] of names.entries()) {
    const file = path.join(photos, 'larger', `${String(index).padStart(4, '0')}-${name}`)
    await copyFile(path.join(sources, name), file)
    await appendFile(file, `file ${index}`)
  }
}

async function measure(worker: number) {
  const before = residentMb(worker)
  const database = await openEmbedded(dataDir)
  const began = performance.now()
  const cpu = cpuSeconds(worker)
  const cli = spawn(
    process.execPath,
    [path.join(root, 'build/processes/cli.js'), 'import', path.join(folder, 'photos')],
    {
      env: { ...process.env, VITRINE_DATA: dataDir, VITRINE_DEMO: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const imported = once(cli, 'exit')
  const waiting = async () => {
    const { rows } = await database.query(
      `select count(*)::int as left from graphile_worker.jobs where task_identifier in ('make_renditions', 'make_media') and attempts < max_attempts`,
    )
    return rows[0].left as number
  }
  await imported
  while ((await waiting()) > 0) await setTimeout(1000)
  const seconds = (performance.now() - began) / 1000
  const cpuMsPerFile = ((cpuSeconds(worker) - cpu) * 1000) / FILES
  const peak = peakMb(worker)
  const atEnd = residentMb(worker)
  await setTimeout(IDLE_MS)
  const { rows } = await database.query(`select state, count(*)::int from rendition group by state order by state`)
  await database.end()
  return { before, peak, atEnd, idle: residentMb(worker), seconds, cpuMsPerFile, outcomes: rows }
}

function report({
  before,
  peak,
  atEnd,
  idle,
  seconds,
  cpuMsPerFile,
  outcomes,
}: Awaited<ReturnType<typeof measure>>): void {
  const round = Math.round
  console.log(
    `${FILES} files in ${round(seconds)} s, ${os.availableParallelism()} cores, resident memory of the worker in MB`,
  )
  console.table([
    {
      start: round(before),
      peak: round(peak),
      atEnd: round(atEnd),
      idle: round(idle),
      cpuMsPerFile: round(cpuMsPerFile),
    },
  ])
  console.log(JSON.stringify({ outcomes }))
  const figures = [
    { figure: 'worker: peak RSS, MB', value: round(peak), aim: '< 700' },
    { figure: 'worker: RSS when idle for a minute, MB', value: round(idle), aim: '< 250' },
  ]
  console.log(JSON.stringify({ command: 'npx tsx tests/bench/worker-memory.ts', files: FILES, figures }))
}
