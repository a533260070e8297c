/** Kits over HTTP: the planned ZIP against archiver and against nginx sending the finished file. `npx tsx tests/bench/zip.ts` */
import type { ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { diskStorage } from '~/platform/storage/disk.server'
import { planZip } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'
import { type Nginx, startNginx } from './support/nginx'
import { ask, forgetPeak, startProcess } from './support/processes'
import { entriesOf, type KitFile, storeKit, writeKits } from './support/zip-kit'
import { type Figures, handlesLeft, measure, type Writer } from './support/zip-writers'

const ROUNDS = 5
const ABORTS = 20
const SENDFILE = 'nginx, sendfile'
const KITS: [name: string, count: number, size: number][] = [
  ['large', 40, 50_000_000],
  ['small', 5000, 40_000],
]

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-zip-'))
const objects = path.join(folder, 'objects')
const finishedKits = path.join(folder, 'finished')
const children: ChildProcess[] = []
let nginx: Nginx | undefined
try {
  const storage = diskStorage(objects)
  await mkdir(finishedKits)
  const kits: Record<string, KitFile[]> = {}
  for (const [name, count, size] of KITS) {
    kits[name] = await storeKit(storage, name, count, size)
    const out = createWriteStream(path.join(finishedKits, `${name}.zip`))
    await sendZip(planZip(entriesOf(kits[name])), storage, out, { signal: new AbortController().signal })
    await finished(out.end())
  }
  const manifest = await writeKits(folder, kits)
  const client = startProcess('zip-client.ts')
  children.push(client)
  const writers: Writer[] = []
  for (const name of ['planned', 'archiver']) {
    const server = startProcess('zip-server.ts', [objects, manifest])
    children.push(server)
    const { port } = await ask<{ port: number }>(server)
    writers.push({ name, port, pid: server.pid!, pathOf: (kit) => `/${name}/${kit}` })
  }
  nginx = await startNginx(finishedKits, path.join(folder, 'nginx'))
  if (nginx) {
    const { port, workerPid: pid } = nginx
    // nginx copies through memory as the product does; with sendfile(2) it is measured separately.
    writers.push({ name: 'nginx', port, pid, pathOf: (kit) => `/copied/${kit}.zip` })
    writers.push({ name: SENDFILE, port, pid, pathOf: (kit) => `/${kit}.zip` })
  }

  const result: Record<string, unknown> = {
    command: 'npx tsx tests/bench/zip.ts',
    rounds: ROUNDS,
    node: process.version,
  }
  for (const [kit, count, size] of KITS) {
    for (const writer of writers) forgetPeak(writer.pid)
    const figures = await measure(client, writers, kit, ROUNDS)
    const ratios = ratiosOf(figures)
    print(`${count} × ${size / 1000} kB`, figures, ratios)
    result[kit] = { figures, ratios }
  }
  const handles: Record<string, number> = {}
  for (const writer of writers) handles[writer.name] = await handlesLeft(client, writer, objects, 'large', ABORTS)
  console.log(`\n${ABORTS} downloads cut, files left open: ${JSON.stringify(handles)}`)
  console.log(JSON.stringify({ bench: 'zip', ...result, aborts: ABORTS, handlesLeft: handles }))
} finally {
  for (const child of children) child.disconnect()
  await nginx?.stop()
  await rm(folder, { recursive: true, force: true })
}

function ratiosOf({ planned, archiver, nginx, [SENDFILE]: sendfile }: Record<string, Figures>) {
  return {
    throughputToArchiver: ratio(planned!.mbPerSecond, archiver!.mbPerSecond),
    cpuToArchiver: ratio(planned!.cpuSecondsPerGb, archiver!.cpuSecondsPerGb),
    ...(nginx && {
      throughputToNginx: ratio(planned!.mbPerSecond, nginx.mbPerSecond),
      cpuToNginx: ratio(planned!.cpuSecondsPerGb, nginx.cpuSecondsPerGb),
    }),
    ...(sendfile && {
      throughputToSendfile: ratio(planned!.mbPerSecond, sendfile.mbPerSecond),
      cpuToSendfile: ratio(planned!.cpuSecondsPerGb, sendfile.cpuSecondsPerGb),
    }),
  }
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 100) / 100
}

function print(kit: string, figures: Record<string, Figures>, ratios: object): void {
  console.log(`\n${kit}, medians of ${ROUNDS}`)
  console.table(figures)
  console.log(JSON.stringify(ratios))
}
