import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { ByteRange } from '~/platform/storage'
import { drained } from './leaving'
import type { PathOf } from './local-files.server'
import type { ZipPlan } from './plan'
import { windowFiller } from './window-filler.server'

/** The first window is small, so that the first byte does not wait for fifty files. */
const FIRST = 64 * 1024
/** Measured: 0.43 CPU seconds per GB with windows of 2 MiB filled again and again, 0.63 with streams. */
const WIDE = 2 * 1024 * 1024
/** Windows of the downloads beyond the first few: fifty at once stay below 80 MiB. */
const NARROW = 512 * 1024
const FEW = 8
let downloads = 0

/** Writes the range from files on this machine: one window of the ZIP is sent while the next is filled. */
export async function sendWindows(
  plan: ZipPlan,
  pathOf: PathOf,
  out: Writable,
  range: ByteRange,
  gone: AbortSignal,
): Promise<void> {
  const filler = windowFiller(plan, pathOf)
  let position = range.start
  let spare: Buffer | undefined
  const fillNext = (most: number): Promise<Buffer> | undefined => {
    const length = Math.min(most, range.end + 1 - position)
    if (length <= 0) return undefined
    const window = spare && spare.length >= length ? spare.subarray(0, length) : Buffer.allocUnsafeSlow(length)
    spare = undefined
    const filled = filler.fill(window, position).then(() => window)
    filled.catch(() => {}) // asked for when its turn comes
    position += length
    return filled
  }
  let filling: Promise<Buffer> | undefined
  downloads++
  try {
    filling = fillNext(FIRST)
    while (filling) {
      const window = await filling
      gone.throwIfAborted()
      filling = fillNext(downloads <= FEW ? WIDE : NARROW)
      if (out.write(window)) continue
      await drained(out, gone)
      if (forgetsOnceDrained(out)) spare = window
    }
  } finally {
    downloads--
    await filling?.catch(() => {})
    await filler.close()
  }
}

/** Once these have drained the bytes are the kernel's; another stream may still pass the buffer on, as PassThrough does. */
const forgetsOnceDrained = (out: Writable): boolean => out instanceof ServerResponse || out instanceof Socket
