/** A separate process with clients that read a download at a given rate. */
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface AskedReaders {
  url: string
  count: number
  bytesPerSecond: number
  /** How long each reads before it disconnects. */
  seconds: number
  /** The seconds over which they connect evenly; 0 means all at once. */
  withinSeconds: number
}

export interface Read {
  firstByteP50Ms: number
  firstByteP95Ms: number
  firstByteMaxMs: number
}

const TICKS_PER_SECOND = 4

/** Reads one download, from the request without plan until its time is over; returns the milliseconds to the first body byte. */
async function read({ url, bytesPerSecond, seconds }: AskedReaders): Promise<number> {
  const began = performance.now()
  const asked = await get(url)
  asked.resume()
  const plan = asked.headers.location
  const answer = plan ? await get(new URL(plan, url).href) : asked
  if (answer.statusCode !== 200) throw new Error(`answered with ${answer.statusCode}`)
  await new Promise((resolve, reject) => answer.once('readable', resolve).once('error', reject))
  const firstByte = performance.now() - began
  const piece = Math.floor(bytesPerSecond / TICKS_PER_SECOND)
  for (let tick = 0; tick < seconds * TICKS_PER_SECOND; tick++) {
    answer.read(piece) ?? answer.read()
    await sleep(1000 / TICKS_PER_SECOND)
  }
  answer.on('error', () => {})
  answer.destroy()
  return firstByte
}

function get(url: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent: false }, resolve).on('error', reject)
  })
}

process.on('message', async (asked: AskedReaders) => {
  try {
    const readers = Array.from({ length: asked.count }, async (_, index) => {
      await sleep((asked.withinSeconds * 1000 * index) / asked.count)
      return read(asked)
    })
    const took = await Promise.all(readers)
    took.sort((a, b) => a - b)
    const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? 0
    process.send?.({ firstByteP50Ms: at(0.5), firstByteP95Ms: at(0.95), firstByteMaxMs: at(1) } satisfies Read)
  } catch (error) {
    process.send?.({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit())
