import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'

/**
 * Runs this process, and what it starts later, at a lower priority, so that processes that answer visitors go first where both
 * want a processor. Linux has a priority for each thread, so each existing thread is set; later threads inherit that of their
 * creator. `nice` is as in nice(1): 0 leaves all as it is, 19 is the lowest.
 */
export function runInBackground(nice: number): void {
  if (nice === 0) return
  for (const thread of threads()) lower(thread, nice)
  lowerSession(nice)
}

/** Returns the ids of this process's threads; 0, which means the process, where the system does not list them. */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}

/** Lowers a thread, unless it is as low already (raising it needs a privilege) or has ended meanwhile. */
function lower(thread: number, nice: number): void {
  try {
    if (os.getPriority(thread) < nice) os.setPriority(thread, nice)
  } catch {
    // A worker that runs at another priority works as well.
  }
}

/**
 * Lowers the session too if it is this process's own: Linux divides the processors among sessions first, and compares
 * priorities only within one (sched(7), the autogroup feature). A session that others share is left as it is.
 */
function lowerSession(nice: number): void {
  try {
    const [, session] = /^\d+ \(.*\) \S \d+ \d+ (\d+)/s.exec(readFileSync('/proc/self/stat', 'utf8')) ?? []
    if (Number(session) === process.pid) writeFileSync('/proc/self/autogroup', String(nice))
  } catch {
    // The feature is off, or the system is another.
  }
}
