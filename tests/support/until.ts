import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 100
const PATIENCE_MS = 120_000

/** Asks until the answer is truthy, and returns it; throws after two minutes. Works outside tests too, in benches. */
export async function until<T>(ask: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`still ${answer} after ${PATIENCE_MS / 1000} s: ${ask}`)
    await sleep(EVERY_MS)
  }
}
