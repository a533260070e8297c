import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MS = 100
const PATIENCE_MS = 120_000

/** Calls `ask` until it returns a truthy value, and returns that; throws after two minutes. Also for benches. */
export async function until<T>(ask: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`still ${answer} after ${PATIENCE_MS / 1000} s: ${ask}`)
    await sleep(EVERY_MS)
  }
}
