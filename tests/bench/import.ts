/** An import of many small files: dry run, import, and the same import again. `npx tsx tests/bench/import.ts` */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { startImport } from '~/domain/imports/imports.commands.server'
import { countItems } from '~/domain/imports/imports.queries.server'
import { createLocalImport } from '~/domain/imports/local-import.commands.server'
import { planImport } from '~/domain/imports/plan-import.commands.server'
import { importBatch } from '~/domain/imports/run-import.commands.server'
import { readEnv } from '~/platform/env.server'
import { openCli } from '~/server/cli/open'

const FILES = Number(process.env.BENCH_FILES ?? 20_000)
const PER_FOLDER = 200

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-import-'))
await chmod(folder, 0o755) // the database may run as another user
const cli = await openCli(readEnv({ VITRINE_DATA: path.join(folder, 'data'), VITRINE_DEMO: '0' }))
try {
  const source = path.join(folder, 'source')
  await prepare(source)
  const runs = { first: await importOnce(source), again: await importOnce(source) }
  report(runs)
} finally {
  await cli.close()
  await rm(folder, { recursive: true, force: true })
}

/** JPEGs of one kilobyte, each with a number of its own behind its end, and a manifest of their titles. */
async function prepare(source: string): Promise<void> {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#478' } })
    .jpeg()
    .toBuffer()
  const rows = ['id,file,title,keywords']
  for (let index = 0; index < FILES; index++) {
    const name = `set ${Math.floor(index / PER_FOLDER)}/photo-${index}.jpg`
    if (index % PER_FOLDER === 0) await mkdir(path.dirname(path.join(source, name)), { recursive: true })
    await writeFile(path.join(source, name), Buffer.concat([jpeg, Buffer.from(`\n${index}`)]))
    rows.push(`N${index},${name},Photo number ${index},"sea, set ${index % 50}"`)
  }
  await writeFile(path.join(folder, 'manifest.csv'), rows.join('\n'))
}

interface Measured {
  planSeconds: number
  importSeconds: number
  /** CPU seconds of this process, which other load affects less. */
  cpuSeconds: number
  /** Transactions of the database. */
  transactions: number
  counts: Record<string, number>
}

async function importOnce(location: string): Promise<Measured> {
  const manifest = path.join(folder, 'manifest.csv')
  const before = { cpu: process.cpuUsage(), transactions: await transactions() }
  const began = performance.now()
  const runId = await createLocalImport(cli, SYSTEM, { kind: 'folder', location, manifest })
  await planImport(cli, runId)
  const planned = performance.now()
  await startImport(cli.db, SYSTEM, runId)
  while (await importBatch(cli, runId));
  const ended = performance.now()
  const { user, system } = process.cpuUsage(before.cpu)
  return {
    planSeconds: (planned - began) / 1000,
    importSeconds: (ended - planned) / 1000,
    cpuSeconds: (user + system) / 1e6,
    transactions: (await transactions()) - before.transactions,
    counts: (await countItems(cli.db, runId)).counts,
  }
}

async function transactions(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select xact_commit::bigint as n from pg_stat_database
    where datname = current_database()`.execute(cli.db)
  return rows[0]?.n ?? 0
}

function report(runs: Record<string, Measured>): void {
  const figures = Object.entries(runs).flatMap(([name, run]) => [
    {
      figure: `import, ${name}: files/s`,
      value: round(FILES / run.importSeconds),
      aim: name === 'first' ? '>= 25' : '>= 100',
    },
    { figure: `import, ${name}: dry run, rows/s`, value: round(FILES / run.planSeconds), aim: '>= 300' },
    { figure: `import, ${name}: CPU ms per file`, value: round((run.cpuSeconds * 1000) / FILES), aim: '' },
    { figure: `import, ${name}: transactions per file`, value: round(run.transactions / FILES), aim: '' },
  ])
  console.log(`${FILES} files in folders of ${PER_FOLDER}, with a manifest`)
  console.table(figures)
  console.log(JSON.stringify({ command: 'npx tsx tests/bench/import.ts', files: FILES, runs, figures }))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
