import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unstable_parseMultipartFormData as parseMultipart, type UploadHandlerPart } from '@remix-run/node'
import { Upload } from '@tus/server'
import { finishFile, openFile } from '~/domain/intake/open-file.commands.server'
import { DomainError } from '~/platform/errors'
import { newSecret } from '~/platform/ids.server'
import type { Context } from './context.server'
import type { GuestVisit } from './guest.server'

/** Files of one form; whoever has more sends the form again. */
export const MOST_FORM_FILES = 50
const LONGEST_TEXT = 200

/**
 * Stores the files of a plain form, one after the other and never whole in memory: each goes to a temporary file, because its size
 * has to be known before the brief is asked for room. The fields `slotId`, `replacesId` and `isRelease` come before the files. Returns
 * how many were taken. Throws what `openFile` throws, `form.too_long` for a file that is longer than any upload may be, and
 * `form.too_big_array` for too many; those taken before stay.
 */
export async function receiveFormFiles(context: Context, { guest, brief }: GuestVisit): Promise<number> {
  const { db, now, request, services } = context
  const { staging, env } = services
  const folder = path.join(env.dataDir, 'tmp')
  await mkdir(folder, { recursive: true })
  const said: Record<string, string> = {}
  let taken = 0
  let parts = 0

  async function takeFile(fileName: string, data: AsyncIterable<Uint8Array>): Promise<void> {
    if (taken >= MOST_FORM_FILES) throw new DomainError('form.too_big_array', { maximum: String(MOST_FORM_FILES) })
    const stagedId = newSecret(24)
    const local = path.join(folder, `guest-${stagedId}`)
    try {
      const byteSize = await store(data, local, env.maxUploadBytes)
      // An input without a file is sent as one without a name and bytes.
      if (byteSize === 0 && !fileName) return
      const { slotId, replacesId, isRelease } = said
      const file = { stagedId, fileName, byteSize, slotId, replacesId, isRelease: isRelease === 'on' }
      await openFile(db, { guest, briefId: brief.id, now }, file)
      await staging.store.create(new Upload({ id: stagedId, size: byteSize, offset: 0, metadata: {} }))
      await staging.store.write(createReadStream(local), stagedId, 0)
      await finishFile(db, stagedId)
      taken++
    } finally {
      await rm(local, { force: true })
    }
  }

  await parseMultipart(request, async ({ name, filename, data }: UploadHandlerPart) => {
    if (++parts > MOST_FORM_FILES + 10) throw new DomainError('form.unrecognized_keys')
    if (filename === undefined) said[name] = await textOf(data)
    else await takeFile(filename, data)
    return undefined
  })
  return taken
}

/** Writes bytes to a new file and returns how many; throws `form.too_long` when there are more than `most`. */
async function store(data: AsyncIterable<Uint8Array>, local: string, most: number): Promise<number> {
  let size = 0
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length
      done(size > most ? new DomainError('form.too_long') : null, chunk)
    },
  })
  await pipeline(Readable.from(data), counted, createWriteStream(local, { flags: 'wx', mode: 0o600 }))
  return size
}

async function textOf(data: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of data) {
    size += chunk.length
    if (size > LONGEST_TEXT) throw new DomainError('form.too_long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
