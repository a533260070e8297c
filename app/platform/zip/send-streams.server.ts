import { finished, type Readable, type Writable } from 'node:stream'
import { type ByteRange, type Storage, StorageError } from '~/platform/storage'
import { drained } from './leaving'
import type { ZipPlan } from './plan'
import { type Part, SMALL, type Unit, unitsOf } from './units'

/** Units opened in advance: enough that sending never waits for an object to open. */
const AHEAD = 2

/**
 * Writes a range of a ZIP from any store: small objects in batches read concurrently, large ones as streams opened
 * ahead.
 */
export async function sendStreams(
  { plan, range }: { plan: ZipPlan; range: ByteRange },
  storage: Storage,
  out: Writable,
  gone: AbortSignal,
): Promise<void> {
  const units = unitsOf(plan, range)
  const opened: { unit: Unit; body: Promise<Buffer | Readable> }[] = []
  const openUpTo = (count: number) => {
    while (opened.length < count) {
      const { value: unit } = units.next()
      if (!unit) return
      const body = openUnit(unit, storage, gone)
      body.catch(() => {}) // an error is thrown by `await current.body`
      opened.push({ unit, body })
    }
  }
  try {
    openUpTo(1)
    for (let current = opened[0]; current; current = opened[0]) {
      const body = await current.body
      openUpTo(1 + AHEAD)
      gone.throwIfAborted()
      await write(body, current.unit, out, gone)
      opened.shift()
    }
  } finally {
    await Promise.all(opened.map(({ body }) => body.then(close, () => {})))
  }
}

async function openUnit(unit: Unit, storage: Storage, gone: AbortSignal): Promise<Buffer | Readable> {
  if (unit.kind === 'object') return storage.read(unit.key, { range: unit.range, signal: gone })
  const parts: Buffer[] = []
  // Waits for all reads to settle, so that no file is still open when sending fails.
  for (const part of await Promise.allSettled(unit.parts.map((part) => bytesOf(part, storage, gone)))) {
    if (part.status === 'rejected') throw part.reason
    parts.push(part.value)
  }
  const [first, ...more] = parts
  return first && more.length === 0 ? first : Buffer.concat(parts, unit.length)
}

async function bytesOf({ stretch, from, to }: Part, storage: Storage, gone: AbortSignal): Promise<Buffer> {
  const bytes = stretch.kind === 'object' ? await storage.readSmall(stretch.key, SMALL, gone) : stretch.bytes()
  if (bytes.length !== stretch.length)
    throw new StorageError('unavailable', stretch.kind === 'object' ? stretch.key : '')
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to)
}

async function write(body: Buffer | Readable, unit: Unit, out: Writable, gone: AbortSignal): Promise<void> {
  if (Buffer.isBuffer(body)) {
    if (!out.write(body)) await drained(out, gone)
    return
  }
  let left = unit.length
  for await (const chunk of body as AsyncIterable<Buffer>) {
    gone.throwIfAborted()
    left -= chunk.length
    if (left < 0) break
    if (!out.write(chunk)) await drained(out, gone)
  }
  if (left !== 0) throw new StorageError('unavailable', unit.kind === 'object' ? unit.key : '')
}

function close(body: Buffer | Readable): Promise<void> | undefined {
  if (Buffer.isBuffer(body)) return undefined
  return new Promise((resolve) => {
    finished(body, () => resolve())
    body.destroy()
  })
}
