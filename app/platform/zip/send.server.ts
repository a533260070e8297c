import type { Readable, Writable } from 'node:stream'
import { type ByteRange, type Storage, StorageError } from '~/platform/storage'
import type { ZipPlan } from './plan'
import { type Part, SMALL, type Unit, unitsOf } from './units'

/** Units opened before their turn: enough that no file's opening is waited for. */
const AHEAD = 2

/**
 * Writes a planned ZIP, or a range of it, to `out` without ending it: the next files are opened ahead, a slow reader
 * slows the reading, and when `signal` fires every handle is closed before this settles. An object that is not what was
 * planned throws StorageError, so that the connection is cut rather than padded.
 */
export async function sendZip(
  plan: ZipPlan,
  storage: Storage,
  out: Writable,
  { range, signal }: { range?: ByteRange; signal: AbortSignal },
): Promise<void> {
  const units = unitsOf(plan, range)
  const opened: { unit: Unit; body: Promise<Buffer | Readable> }[] = []
  const openNext = () => {
    const { value: unit } = units.next()
    if (!unit) return
    const body = openUnit(unit, storage, signal)
    body.catch(() => {}) // asked for when its turn comes
    opened.push({ unit, body })
  }
  try {
    openNext()
    for (let current = opened[0]; current; current = opened[0]) {
      const body = await current.body
      while (opened.length <= AHEAD && opened.length > 0) {
        const before = opened.length
        openNext()
        if (opened.length === before) break
      }
      signal.throwIfAborted()
      await write(body, current.unit, out, signal)
      opened.shift()
    }
  } finally {
    await Promise.all(opened.map(({ body }) => body.then(close, () => {})))
  }
}

function openUnit(unit: Unit, storage: Storage, signal: AbortSignal): Promise<Buffer | Readable> {
  if (unit.kind === 'object') return storage.read(unit.key, { range: unit.range, signal })
  return Promise.all(unit.parts.map((part) => bytesOf(part, storage, signal))).then((parts) =>
    parts.length === 1 ? parts[0]! : Buffer.concat(parts, unit.length),
  )
}

async function bytesOf({ stretch, from, to }: Part, storage: Storage, signal: AbortSignal): Promise<Buffer> {
  const bytes = 'key' in stretch ? await storage.readSmall(stretch.key, SMALL, signal) : stretch.bytes()
  if (bytes.length !== stretch.length) throw new StorageError('unavailable', 'key' in stretch ? stretch.key : '')
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to)
}

async function write(body: Buffer | Readable, unit: Unit, out: Writable, signal: AbortSignal): Promise<void> {
  if (Buffer.isBuffer(body)) {
    if (!out.write(body)) await drained(out, signal)
    return
  }
  let left = unit.length
  for await (const chunk of body as AsyncIterable<Buffer>) {
    left -= chunk.length
    if (left < 0) break
    if (!out.write(chunk)) await drained(out, signal)
  }
  if (left !== 0) throw new StorageError('unavailable', unit.kind === 'object' ? unit.key : '')
}

/** Settles when `out` takes more; throws when it is closed or the signal fires first. */
function drained(out: Writable, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown) => {
      out.off('drain', onDrain)
      out.off('close', onClose)
      out.off('error', settle)
      signal.removeEventListener('abort', onAbort)
      if (error) reject(error)
      else resolve()
    }
    const onDrain = () => settle()
    const onClose = () => settle(new Error('the reader has left'))
    const onAbort = () => settle(signal.reason ?? new Error('aborted'))
    out.on('drain', onDrain)
    out.on('close', onClose)
    out.on('error', settle)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    else if (out.destroyed) onClose()
  })
}

function close(body: Buffer | Readable): Promise<void> | undefined {
  if (Buffer.isBuffer(body) || body.closed) return undefined
  return new Promise((resolve) => {
    body.once('close', () => resolve())
    body.destroy()
  })
}
