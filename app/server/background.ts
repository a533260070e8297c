import { readdirSync } from 'node:fs'
import os from 'node:os'

/**
 * Lets processes that answer visitors go first where both want a processor: this process, and what it starts later, run
 * below the normal priority. Linux keeps a priority for each thread, so every one that is there is told; threads that are
 * made later take it from their maker.
 */
export function runInBackground(): void {
  for (const thread of threads()) os.setPriority(thread, os.constants.priority.PRIORITY_BELOW_NORMAL)
}

/** Ids of this process's threads; 0, which means the process, where the system does not list them. */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}
