/** Renditions of photographs: ours against vipsthumbnail making the same three pictures. `npx tsx tests/bench/ingest.ts` */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { renderAll, vipsThumbnailAll, vipsVersion } from './ingest-makers'
import { preparePhotos } from './ingest-photos'

const IMAGES = Number(process.env.BENCH_IMAGES ?? 500)
const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const CORES = os.availableParallelism()

const vips = vipsVersion()
const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-ingest-'))
try {
  const photos = await preparePhotos(path.join(folder, 'photos'), IMAGES)
  if (!photos) {
    console.log('skipped: no photographs beside the project (../shared/demo, or VITRINE_DEMO_PHOTOS)')
    process.exit(0)
  }
  const makers = {
    ours: (outDir: string) => renderAll(photos, outDir, CORES),
    ...(vips ? { vipsthumbnail: (outDir: string) => vipsThumbnailAll(photos, outDir, CORES) } : {}),
  }
  if (!vips) console.log('vipsthumbnail is not installed (Debian: libvips-tools): nothing to compare with')

  const rates: Record<string, number[]> = {}
  // Turn by turn, so that a busy minute of the machine falls on both.
  for (let run = 0; run < RUNS; run++)
    for (const [name, make] of Object.entries(makers)) {
      const outDir = path.join(folder, `${name}-${run}`)
      await mkdir(outDir)
      const began = performance.now()
      await make(outDir)
      const rate = (IMAGES / (performance.now() - began)) * 1000
      rates[name] = [...(rates[name] ?? []), rate]
      await rm(outDir, { recursive: true })
    }
  report(rates)
} finally {
  await rm(folder, { recursive: true, force: true })
}

function report(rates: Record<string, number[]>): void {
  const rows = Object.entries(rates).map(([name, all]) => ({
    ...{ maker: name, 'images/s (median)': round(median(all)) },
    ...{ lowest: round(Math.min(...all)), highest: round(Math.max(...all)) },
  }))
  console.log(`${IMAGES} photographs of 12 MP, three renditions each, ${CORES} at a time, ${RUNS} runs`)
  console.table(rows)
  const ratio = rates.vipsthumbnail ? round(median(rates.ours!) / median(rates.vipsthumbnail)) : undefined
  const versions = {
    node: process.version,
    sharp: sharp.versions.sharp,
    libvips: sharp.versions.vips,
    comparedWith: vips,
  }
  const result = { command: 'npx tsx tests/bench/ingest.ts', images: IMAGES, runs: RUNS, cores: CORES, ...versions }
  console.log(JSON.stringify({ ...result, rates: rows, ratio, aim: 1.2 }))
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
