import { readdirSync } from 'node:fs'
import os from 'node:os'

/**
 * Runs this process, and those that it starts later, below the normal priority, so that the web process gets the processor
 * first. Linux keeps a priority per thread, so it is set for every existing thread; new threads inherit it.
 */
export function runInBackground(): void {
  for (const thread of threads()) os.setPriority(thread, os.constants.priority.PRIORITY_BELOW_NORMAL)
}

/** Returns the ids of this process's threads; 0, which means the process itself, where the system does not list them. */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}
