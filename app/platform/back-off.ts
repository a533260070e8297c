// Ours: p-retry repeats a function, and the loops that wait here do other work between their tries.
import { setTimeout as sleep } from 'node:timers/promises'

const FIRST_MS = 250
const LONGEST_MS = 5000

/**
 * Waits before retry number `attempt`, counted from 0: 0.25 s, 0.5 s, 1 s and so on, at most 5 s, each shortened at
 * random by up to a quarter so that processes that failed together do not retry together. Returns early when `signal`
 * aborts.
 */
export async function backOff(attempt: number, signal?: AbortSignal): Promise<void> {
  const milliseconds = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (1 - Math.random() / 4)
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
