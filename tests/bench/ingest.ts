/** Renditions of photographs: the product against vipsthumbnail making the same images. `npx tsx tests/bench/ingest.ts` */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { renderAll, vipsThumbnailAll, vipsVersion } from './ingest-makers'
import { preparePhotos } from './ingest-photos'

const IMAGES = Number(process.env.BENCH_IMAGES ?? 500)
const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const sharpVersions = { sharp: sharp.versions.sharp, libvips: sharp.versions.vips }
const CORES = os.availableParallelism()

interface Figure {
  rate: number
  /** CPU seconds per photograph, which other load affects less. */
  cpu: number
}

const vips = vipsVersion()
const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-ingest-'))
try {
  const photos = await preparePhotos(path.join(folder, 'photos'), IMAGES)
  const makers = {
    ours: (outDir: string) => renderAll(photos, outDir, CORES),
    ...(vips ? { vipsthumbnail: (outDir: string) => vipsThumbnailAll(photos, outDir, CORES) } : {}),
  }
  if (!vips) console.log('vipsthumbnail is not installed (Debian: libvips-tools): nothing to compare with')

  const figures: Record<string, Figure[]> = {}
  // In turns, so that other load affects both.
  for (let run = 0; run < RUNS; run++)
    for (const [name, make] of Object.entries(makers)) {
      const outDir = path.join(folder, `${name}-${run}`)
      await mkdir(outDir)
      const began = performance.now()
      const cpu = await make(outDir)
      const rate = (IMAGES / (performance.now() - began)) * 1000
      figures[name] = [...(figures[name] ?? []), { rate, cpu: cpu / IMAGES }]
      await rm(outDir, { recursive: true })
    }
  report(figures)
} finally {
  await rm(folder, { recursive: true, force: true })
}

function report(figures: Record<string, Figure[]>): void {
  const rows = Object.entries(figures).map(([maker, all]) => {
    const rates = all.map(({ rate }) => rate)
    const spread = { lowest: round(Math.min(...rates)), highest: round(Math.max(...rates)) }
    const cpu = Math.round(median(all.map((figure) => figure.cpu)) * 1000)
    return { maker, imagesPerSecond: round(median(rates)), ...spread, cpuMsPerImage: cpu }
  })
  console.log(`${IMAGES} photographs of 12 MP, four renditions each, ${CORES} at a time, medians of ${RUNS} runs`)
  console.table(rows)
  const [ours, theirs] = rows
  const ratios = theirs && {
    imagesPerSecond: round(ours!.imagesPerSecond / theirs.imagesPerSecond),
    cpu: round(theirs.cpuMsPerImage / ours!.cpuMsPerImage),
  }
  const versions = { node: process.version, ...sharpVersions, comparedWith: vips }
  const setting = { images: IMAGES, runs: RUNS, cores: CORES }
  const result = { command: 'npx tsx tests/bench/ingest.ts', ...setting, ...versions, rows, ratios, aim: 1.2 }
  console.log(JSON.stringify(result))
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
