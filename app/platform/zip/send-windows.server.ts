import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { ByteRange } from '~/platform/storage'
import { drained } from './leaving'
import type { PathOf } from './local-files.server'
import type { ZipPlan } from './plan'
import { openTurns } from './turns'
import { windowFiller } from './window-filler.server'

/**
 * First window of a download, small so that the first byte does not wait for fifty files; slow readers stay at this
 * size.
 */
const NARROWEST = 64 * 1024
/** Measured: 0.43 CPU seconds per GB with reused windows of 2 MiB, 0.63 with streams. */
const WIDEST = 2 * 1024 * 1024
/** Maximum bytes of the windows of all downloads, two each. */
const BUDGET = 64 * 1024 * 1024
/** A reader that drains a window within this time gets larger ones. */
const QUICK_MS = 50
/**
 * Limits how many windows are filled concurrently to the number of threads that read. With little work under way, the
 * first window of a new download, which bypasses this queue, is filled soon.
 */
const takeTurn = openTurns(1)
let downloads = 0

/** Returns the size of the next window for a reader that drained `width` bytes in `ms`. */
function nextWidth(width: number, ms: number): number {
  const most = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(BUDGET / (2 * downloads))))
  return Math.min(most, ms < QUICK_MS ? width * 4 : Math.max(NARROWEST, width / 2))
}

/** Writes a range of a ZIP from local files: one window is sent while the next is filled. */
export async function sendWindows(
  { plan, range }: { plan: ZipPlan; range: ByteRange },
  pathOf: PathOf,
  out: Writable,
  gone: AbortSignal,
): Promise<void> {
  const filler = windowFiller(plan, pathOf)
  let position = range.start
  let spare: Buffer | undefined
  const fillNext = (most: number): Promise<Buffer> | undefined => {
    const length = Math.min(most, range.end + 1 - position)
    if (length <= 0) return undefined
    const fits = spare && spare.length >= length && spare.length <= 2 * length
    const window = spare && fits ? spare.subarray(0, length) : Buffer.allocUnsafeSlow(length)
    spare = undefined
    const [start, isFirst] = [position, position === range.start]
    const fill = async () => {
      gone.throwIfAborted() // frees the slot for another download
      await filler.fill(window, start)
      return window
    }
    const filled = isFirst ? fill() : takeTurn(fill)
    filled.catch(() => {}) // an error is thrown by `await filling`
    position += length
    return filled
  }
  let filling: Promise<Buffer> | undefined
  downloads++
  try {
    let width = NARROWEST
    filling = fillNext(width)
    while (filling) {
      const window = await filling
      gone.throwIfAborted()
      filling = fillNext(width)
      const began = performance.now()
      if (out.write(window)) continue
      await drained(out, gone)
      width = nextWidth(width, performance.now() - began)
      if (forgetsOnceDrained(out)) spare = window
    }
  } finally {
    downloads--
    await filling?.catch(() => {})
    await filler.close()
  }
}

/**
 * Returns whether a drained stream no longer refers to the buffer, so that it may be reused. Others may still pass it
 * on, as PassThrough does.
 */
const forgetsOnceDrained = (out: Writable): boolean => out instanceof ServerResponse || out instanceof Socket
