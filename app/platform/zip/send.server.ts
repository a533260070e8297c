import type { Writable } from 'node:stream'
import type { ByteRange, Storage } from '~/platform/storage'
import { whileOpen } from './leaving'
import type { ZipPlan } from './plan'
import { sendStreams } from './send-streams.server'
import { sendWindows } from './send-windows.server'

/**
 * Writes a range of a planned ZIP to `out` without ending it. Reads ahead, but no faster than `out` drains. When
 * `signal` aborts or `out` closes, all files are closed before this settles. Throws StorageError if an object differs
 * from the plan, so that the caller resets the connection instead of sending wrong bytes.
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
      ? sendWindows({ plan, range }, (key) => localPath.call(storage, key), out, gone)
      : sendStreams({ plan, range }, storage, out, gone),
  )
}
