import type { Writable } from 'node:stream'

/** The code that Node uses for its own streams, so that it is not reported as a failure of ours. */
const hasLeft = () => Object.assign(new Error('the reader has left'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })

/** Calls `work` with a signal that aborts when `signal` does, and when `out` closes or fails. */
export async function whileOpen(
  out: Writable,
  signal: AbortSignal,
  work: (gone: AbortSignal) => Promise<void>,
): Promise<void> {
  const leaving = new AbortController()
  const onAbort = () => leaving.abort(signal.reason)
  const onClose = (error?: Error) => leaving.abort(error ?? hasLeft())
  signal.addEventListener('abort', onAbort)
  out.on('close', onClose)
  out.on('error', onClose)
  try {
    if (signal.aborted) onAbort()
    else if (out.destroyed) onClose()
    leaving.signal.throwIfAborted()
    await work(leaving.signal)
  } finally {
    signal.removeEventListener('abort', onAbort)
    out.off('close', onClose)
    out.off('error', onClose)
  }
}

/** Resolves when `out` has drained; rejects if `gone` aborts first, since a closed stream never drains. */
export function drained(out: Writable, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onDrain = () => {
      gone.removeEventListener('abort', onGone)
      resolve()
    }
    const onGone = () => {
      out.off('drain', onDrain)
      reject(gone.reason)
    }
    if (gone.aborted) return reject(gone.reason)
    out.once('drain', onDrain)
    gone.addEventListener('abort', onGone, { once: true })
  })
}
