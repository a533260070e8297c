import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { ByteRange } from '~/platform/storage'
import { drained } from './leaving'
import type { PathOf } from './local-files.server'
import type { ZipPlan } from './plan'
import { openTurns } from './turns'
import { windowFiller } from './window-filler.server'

/** The first window is small, so that the first byte does not wait for fifty files; so is each of a slow reader. */
const NARROWEST = 64 * 1024
/** Measured: 0.43 CPU seconds per GB with windows of 2 MiB filled again and again, 0.63 with streams. */
const WIDEST = 2 * 1024 * 1024
/** Most bytes of the windows of all downloads together, two each. */
const BUDGET = 64 * 1024 * 1024
/** A reader that takes a window within this time gets wider ones. */
const QUICK_MS = 50
/**
 * Windows of all downloads that are filled at the same time, as many as there are threads to read with: what is begun stays
 * little, so that the first window of a new reader, which waits for no turn, is soon read.
 */
const takeTurn = openTurns(1)
let downloads = 0

/** The next window of a reader that took the last one of `width` bytes in `ms`. */
function nextWidth(width: number, ms: number): number {
  const most = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(BUDGET / (2 * downloads))))
  return Math.min(most, ms < QUICK_MS ? width * 4 : Math.max(NARROWEST, width / 2))
}

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
    const fits = spare && spare.length >= length && spare.length <= 2 * length
    const window = spare && fits ? spare.subarray(0, length) : Buffer.allocUnsafeSlow(length)
    spare = undefined
    const [start, isFirst] = [position, position === range.start]
    const fill = async () => {
      gone.throwIfAborted() // somebody else's turn then
      await filler.fill(window, start)
      return window
    }
    const filled = isFirst ? fill() : takeTurn(fill)
    filled.catch(() => {}) // asked for when the one before it is sent
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

/** Once these have drained the bytes are the kernel's; another stream may still pass the buffer on, as PassThrough does. */
const forgetsOnceDrained = (out: Writable): boolean => out instanceof ServerResponse || out instanceof Socket
