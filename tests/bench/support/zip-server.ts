/** A separate process that sends kits: `GET /planned/large`, `GET /archiver/small`. Replies to queries by message. */
import { readFileSync } from 'node:fs'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as archiver from 'archiver'
import { diskStorage } from '~/platform/storage/disk.server'
import { planZip } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'
import { entriesOf, type KitFile } from './zip-kit'

const [root, manifest] = process.argv.slice(2) as [string, string]
const kits: Record<string, KitFile[]> = JSON.parse(readFileSync(manifest, 'utf8'))
const storage = diskStorage(root)

async function sendPlanned(files: KitFile[], res: ServerResponse): Promise<void> {
  const gone = new AbortController()
  res.on('close', () => gone.abort())
  const plan = planZip(entriesOf(files))
  res.writeHead(200, { 'content-type': 'application/zip', 'content-length': plan.length, etag: plan.etag })
  await sendZip(plan, storage, res, { signal: gone.signal })
  res.end()
}

interface Archive extends NodeJS.ReadableStream {
  file(path: string, data: { name: string }): void
  finalize(): Promise<void>
}

async function sendArchived(files: KitFile[], res: ServerResponse): Promise<void> {
  // The types are of version 7 and lack the classes of version 8.
  const { ZipArchive } = archiver as unknown as { ZipArchive: new (options: { store: boolean }) => Archive }
  const archive = new ZipArchive({ store: true })
  res.writeHead(200, { 'content-type': 'application/zip' })
  archive.pipe(res)
  for (const { localPath, name } of files) archive.file(localPath, { name })
  await archive.finalize()
}

const server = http.createServer((req, res) => {
  const [writer, kit] = (req.url ?? '').slice(1).split('/')
  const files = kits[kit ?? '']
  if (!files) return void res.writeHead(404).end()
  const send = writer === 'planned' ? sendPlanned : sendArchived
  send(files, res).catch(() => res.destroy())
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit())
