const DISCONNECTS = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ABORT_ERR', 'ERR_STREAM_DESTROYED'])

/** Whether an error only means that the peer closed the connection. */
export function isDisconnect(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: string; name?: string }
  return name === 'AbortError' || (code !== undefined && DISCONNECTS.has(code))
}
