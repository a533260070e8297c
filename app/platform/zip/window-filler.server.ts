import { StorageError } from '~/platform/storage'
import { close, openWhole, type PathOf, readInto, readWhole } from './local-files.server'
import { type Stretch, stretchesFrom, type ZipPlan } from './plan'

type ObjectStretch = Extract<Stretch, { kind: 'object' }>

/**
 * Fills windows (successive parts of a ZIP) from files; `fill` throws StorageError if a file is not as long as planned.
 */
export interface WindowFiller {
  /** Fills `window` with the ZIP's bytes from `start`; must be called in the ZIP's order. */
  fill(window: Buffer, start: number): Promise<void>
  /** Closes open files; must not be called during `fill`. */
  close(): Promise<void>
}

/** Returns a filler. Files that lie within one window are read concurrently; a larger one stays open until its end. */
export function windowFiller(plan: ZipPlan, pathOf: PathOf): WindowFiller {
  const held = new Map<ObjectStretch, Promise<number>>()

  async function fillWhole(stretch: ObjectStretch, target: Buffer): Promise<void> {
    if (!(await readWhole(pathOf, stretch.key, target))) throw new StorageError('unavailable', stretch.key)
  }

  async function fillPart(stretch: ObjectStretch, target: Buffer, from: number): Promise<void> {
    let file = held.get(stretch)
    if (!file) {
      file = openWhole(pathOf, stretch.key, stretch.length)
      held.set(stretch, file)
    }
    const read = await readInto(await file, [target], from, target.length)
    if (read !== target.length) throw new StorageError('unavailable', stretch.key)
    if (from + target.length === stretch.length) {
      held.delete(stretch)
      await close(await file)
    }
  }

  return {
    async fill(window, start) {
      const end = start + window.length
      const reads: Promise<void>[] = []
      for (const stretch of stretchesFrom(plan.stretches, start)) {
        if (stretch.start >= end) break
        const from = Math.max(0, start - stretch.start)
        const to = Math.min(stretch.length, end - stretch.start)
        const target = window.subarray(stretch.start + from - start, stretch.start + to - start)
        if (stretch.kind === 'made') copy(stretch, target, from)
        else if (target.length === stretch.length) reads.push(fillWhole(stretch, target))
        else reads.push(fillPart(stretch, target, from))
      }
      // Waits for all reads to settle: the window must not be written to after this rejects.
      for (const read of await Promise.allSettled(reads)) if (read.status === 'rejected') throw read.reason
    },
    async close() {
      await Promise.all([...held.values()].map((file) => file.then(close, () => {})))
      held.clear()
    },
  }
}

function copy(stretch: Exclude<Stretch, ObjectStretch>, target: Buffer, from: number): void {
  const bytes = stretch.bytes()
  if (bytes.length !== stretch.length) throw new StorageError('unavailable', '')
  bytes.copy(target, 0, from, from + target.length)
}
