import type { Writable } from 'node:stream'
import type { ByteRange, Storage } from '~/platform/storage'
import { whileOpen } from './leaving'
import type { ZipPlan } from './plan'
import { sendStreams } from './send-streams.server'
import { sendWindows } from './send-windows.server'

/**
 * Writes a planned ZIP, or a range of it, to `out` without ending it: what comes next is read ahead, a slow reader slows
 * the reading, and when `signal` fires or `out` closes every handle is closed before this settles. An object that is not
 * what was planned throws StorageError, so that the connection is cut rather than padded.
 */
export async function sendZip(
  plan: ZipPlan,
  storage: Storage,
  out: Writable,
  { range = { start: 0, end: plan.length - 1 }, signal }: { range?: ByteRange; signal: AbortSignal },
): Promise<void> {
  const { localPath } = storage
  await whileOpen(out, signal, (gone) =>
    localPath
      ? sendWindows(plan, (key) => localPath.call(storage, key), out, range, gone)
      : sendStreams(plan, storage, out, range, gone),
  )
}
