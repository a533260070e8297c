/** First pages of PDFs, drawn in the sandbox, against pdftoppm alone. `npx tsx tests/bench/documents.ts` */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { headOf, realFiles } from '#tests/support/corpus'
import { DRAWN_SIDE } from '~/platform/converters/conversion-task'
import { findProgram } from '~/platform/converters/found-programs.server'
import { pictureOf } from '~/platform/converters/picture-of.server'
import { sniff } from '~/platform/files/sniff.server'
import { median } from './support/processes'

const RUNS = Number(process.env.BENCH_RUNS ?? 7)

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-documents-'))
try {
  if (!findProgram('pdftoppm')) console.log('pdftoppm is not installed (Debian: poppler-utils): nothing to measure')
  else report(await measureAll())
} finally {
  await rm(folder, { recursive: true, force: true })
}

interface Row {
  name: string
  ours: number
  alone: number
  ratio: number
}

/** The medians of each PDF in milliseconds, taken in turns so that other load affects both; locked ones are left out. */
async function measureAll(): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, localPath } of realFiles.filter(({ localPath }) => /\.pdf$/i.test(localPath))) {
    const sniffed = await sniff(localPath, await headOf(localPath), name)
    const [ours, alone]: [number[], number[]] = [[], []]
    try {
      for (let run = 0; run < RUNS; run++) {
        const workDir = await mkdtemp(path.join(folder, 'work-'))
        ours.push(await timed(() => pictureOf({ localPath, sniffed, workDir })))
        alone.push(await timed(() => pdftoppm(localPath, path.join(workDir, 'alone'))))
      }
    } catch (error) {
      console.log(`${name} is left out: ${String(error)}`)
      continue
    }
    const [a, b] = [median(ours).median, median(alone).median]
    rows.push({ name, ours: Math.round(a), alone: Math.round(b), ratio: Math.round((a / b) * 100) / 100 })
  }
  return rows
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function pdftoppm(file: string, out: string): void {
  const args = ['-q', '-jpeg', '-jpegopt', 'quality=92', '-f', '1', '-l', '1', '-singlefile']
  execFileSync('pdftoppm', [...args, '-scale-to', String(DRAWN_SIDE), file, out], { stdio: 'ignore' })
}

function report(rows: Row[]): void {
  console.table(rows)
  const total = (of: 'ours' | 'alone') => rows.reduce((sum, row) => sum + row[of], 0)
  const value = Math.round((total('ours') / total('alone')) * 100) / 100
  const figures = [{ figure: 'first page of a PDF: time to pdftoppm alone', value, aim: '<= 1.3' }]
  console.log(JSON.stringify({ command: 'npx tsx tests/bench/documents.ts', files: rows.length, runs: RUNS, figures }))
}
