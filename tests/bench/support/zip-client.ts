/** A separate process that downloads and copies what it receives; one download per message. */
import net from 'node:net'

/** The address to download; after `stopAfter` bytes the connection is aborted. */
export interface Wanted {
  port: number
  path: string
  stopAfter?: number
}

/** Milliseconds are counted from the request on; `bytes` are those of the body, chunk sizes included where it is chunked. */
export interface Downloaded {
  bytes: number
  ms: number
  firstByteMs: number
}

const inbox = Buffer.allocUnsafe(1024 * 1024)
const shelf = Buffer.allocUnsafe(1024 * 1024)

function download({ port, path, stopAfter = Number.POSITIVE_INFINITY }: Wanted): Promise<Downloaded> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    let firstByteMs = 0
    let head: string | undefined = ''
    const begun = performance.now()
    const take = (length: number, chunk: Uint8Array): boolean => {
      inbox.copy(shelf, 0, 0, length)
      if (head !== undefined) {
        head += Buffer.from(chunk.buffer, chunk.byteOffset, length).toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return true
        if (!head.startsWith('HTTP/1.1 200')) socket.destroy(new Error(head.slice(0, end)))
        bytes = head.length - end - 4
        head = undefined
      } else bytes += length
      if (bytes > 0 && firstByteMs === 0) firstByteMs = performance.now() - begun
      if (bytes >= stopAfter) socket.destroy()
      return true
    }
    const socket = net.connect({ port, host: '127.0.0.1', onread: { buffer: inbox, callback: take } })
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    socket.on('error', reject)
    socket.on('close', () => resolve({ bytes, ms: performance.now() - begun, firstByteMs }))
  })
}

process.on('message', (wanted: Wanted) => {
  download(wanted).then(
    (downloaded) => process.send?.(downloaded),
    (error) => process.send?.({ failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
