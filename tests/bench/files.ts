/**
 * Which kind, preview and forms each file of a folder gets: `npx tsx tests/bench/files.ts <report folder> [folder of files …]`
 * imports them, and over two hundred made ones, into a product of its own, and writes files.md and contact sheets to look at.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { openEmbedded, pidOf } from '#tests/support/processes'
import { startProduct } from '#tests/support/product'
import { openStaff } from '#tests/support/staff'
import { contactSheet } from './support/contact-sheet'
import { peakMb } from './support/processes'
import { writeVariedFiles } from './support/varied-files'

const [out = 'files-report', ...sources] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '../..')
const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-files-'))
await chmod(folder, 0o755) // the database may run as another user
await mkdir(out, { recursive: true })
try {
  const made = path.join(folder, 'made')
  await mkdir(made)
  await writeVariedFiles(made)
  const dataDir = path.join(folder, 'data')
  const product = await startProduct(dataDir)
  const database = await openEmbedded(dataDir)
  try {
    const since = (await database.query('select now() as now')).rows[0].now
    for (const source of [...sources, made]) await importAll(dataDir, path.resolve(source))
    await untilIdle(database)
    const files = await filesSince(database, since)
    await writeFile(path.join(out, 'files.md'), tableOf(files))
    const staff = await openStaff(product.baseUrl, 'mara')
    const pictures = files.map(({ name, version, forms }) => ({
      name,
      bytes: forms.includes('thumb')
        ? staff.ask(`/library/media/${version}/thumb`).then((answer) => answer.arrayBuffer())
        : undefined,
    }))
    await contactSheet(pictures, out)
    const worker = pidOf('worker', dataDir)
    console.log(JSON.stringify({ files: files.length, workerPeakMb: worker && peakMb(worker) }))
  } finally {
    await database.end()
    await product.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function importAll(dataDir: string, source: string): Promise<void> {
  const cli = spawn(process.execPath, [path.join(root, 'build/processes/cli.js'), 'import', source], {
    env: { ...process.env, VITRINE_DATA: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(cli, 'exit')
}

/** Waits until no job is left that can still succeed. */
async function untilIdle(database: pg.Client): Promise<void> {
  const left = async () => {
    const { rows } = await database.query(
      `select count(*)::int as left from graphile_worker.jobs
       where task_identifier in ('make_renditions', 'make_media') and attempts < max_attempts`,
    )
    return rows[0].left as number
  }
  for (let count = await left(); count > 0; count = await left()) {
    process.stderr.write(`${count} left\r`)
    await setTimeout(2000)
  }
}

interface ListedFile {
  name: string
  version: string
  kind: string
  mediaType: string
  /** Presets that were made. */
  forms: string[]
  /** Why a form is not there, by preset. */
  reasons: string[]
}

async function filesSince(database: pg.Client, since: Date): Promise<ListedFile[]> {
  const { rows } = await database.query(
    `select v.id as version, coalesce(v.file_name) as name, v.kind, v.media_type as "mediaType",
       array_remove(array_agg(case when r.state = 'made' then r.preset end order by r.preset), null) as forms,
       array_remove(array_append(
         array_agg(case when r.state in ('failed', 'impossible') then r.preset || ': ' || coalesce(r.reason, r.state) end),
         v.unpreviewable_reason), null) as reasons
     from asset_version v left join rendition r on r.version_id = v.id
     where v.created_at >= $1 group by v.id order by v.kind, v.file_name`,
    [since],
  )
  return rows
}

function tableOf(files: ListedFile[]): string {
  const rows = files.map(
    ({ name, kind, mediaType, forms, reasons }) =>
      `| ${name.replaceAll('|', '\\|')} | ${kind} | ${mediaType} | ${forms.join(' ')} | ${reasons.join('; ')} |`,
  )
  return ['| file | kind | type | forms | not made |', '|---|---|---|---|---|', ...rows, ''].join('\n')
}
