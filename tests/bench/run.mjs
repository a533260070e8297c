// `npm run bench [name…]`, `npm run bench store`: runs every measurement in sequence and compares them with their aims. A missed aim is
// reported, not failed: machines differ.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What concerns the store: conversions, imports and what they need. */
const STORE = ['ingest', 'worker-memory', 'documents', 'on-demand', 'large-film', 'import']
const BENCHES = [
  'zip',
  'readers',
  'upload',
  'page',
  'start',
  'near-duplicates',
  'similar',
  'search',
  'library',
  ...STORE,
]
const here = import.meta.dirname
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'))

const asked = process.argv.slice(2).flatMap((name) => (name === 'store' ? STORE : [name]))
const unknown = asked.filter((name) => !BENCHES.includes(name))
if (unknown.length) {
  console.error(
    `No such bench: ${unknown.join(', ')}. There are ${BENCHES.join(', ')}, and store for those of the store.`,
  )
  process.exit(1)
}

const rows = []
let failed = 0
for (const name of asked.length ? asked : BENCHES) {
  const load = os.loadavg()[0].toFixed(1)
  console.log(`\n== ${name} (load before: ${load})`)
  const { code, result } = await run(name)
  if (code !== 0) {
    failed++
    rows.push({ figure: `${name}: failed`, value: `exit ${code}`, aim: '', met: 'NO' })
  } else if (!result) rows.push({ figure: `${name}: skipped`, value: '', aim: '', met: '' })
  else rows.push(...figuresOf(name, result).map(judge))
}
console.log(`\n== summary: ${os.cpus()[0]?.model ?? 'processor unknown'}, ${os.availableParallelism()} cores`)
console.table(rows)
process.exit(failed ? 1 : 0)

/** Runs one bench with its output passed on; returns its exit code and the JSON of its last line. */
async function run(name) {
  const file = path.join(here, `${name}.ts`)
  if (!existsSync(file)) return { code: 1 }
  const child = spawn(process.execPath, [tsx, file], {
    cwd: path.resolve(here, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    process.stdout.write(chunk)
  })
  const code = await new Promise((resolve) => child.on('close', (status, signal) => resolve(status ?? signal)))
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  return { code, result: last.startsWith('{') ? JSON.parse(last) : undefined }
}

/** The figures that a bench reports, or those computed from its measurements. */
function figuresOf(name, result) {
  if (result.figures) return result.figures
  if (name === 'zip') return zipFigures(result)
  if (name === 'ingest')
    return [
      { figure: 'ingest: images/s to vipsthumbnail', value: result.ratios?.imagesPerSecond, aim: `>= ${result.aim}` },
    ]
  return []
}

function zipFigures({ large, small, aborts, handlesLeft }) {
  const { figures, ratios } = large
  return [
    { figure: 'zip, large files: MB/s to archiver', value: ratios.throughputToArchiver, aim: '>= 4' },
    { figure: 'zip, large files: CPU per GB to nginx', value: ratios.cpuToNginx, aim: '<= 1.6' },
    { figure: 'zip, large files: first byte, ms', value: figures.planned.firstByteMs, aim: '< 20' },
    { figure: 'zip, large files: peak RSS, MB', value: figures.planned.peakMb, aim: '< 150' },
    { figure: 'zip, small files: MB/s to archiver', value: small.ratios.throughputToArchiver, aim: '>= 8' },
    { figure: 'zip, small files: first byte, ms', value: small.figures.planned.firstByteMs, aim: '< 100' },
    { figure: `zip: files open after ${aborts} cut downloads`, value: handlesLeft.planned, aim: '<= 0' },
  ]
}

/** Adds whether the aim is met; `-` means that there is no aim. */
function judge({ figure, value, aim }) {
  const [relation, wanted] = aim.split(' ')
  if (value === undefined || value === null) return { figure, value: 'not measured', aim, met: '' }
  const holds = {
    '>=': value >= Number(wanted),
    '<=': value <= Number(wanted),
    '<': value < Number(wanted),
  }[relation]
  return { figure, value, aim, met: holds === undefined ? '' : holds ? 'yes' : 'NO' }
}
