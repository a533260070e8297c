import { open } from 'node:fs/promises'

const BEGIN = Buffer.from('<?xpacket begin=')
const END = Buffer.from('<?xpacket end=')
const CHUNK = 1024 * 1024
/** Longest packet that is looked for the end of. */
const MOST_PACKET = 256 * 1024

/**
 * Writes `packet` over every XMP packet that stands uncompressed in a file, padded with spaces to the same length, so that all
 * offsets stay right; spaces alone where it is too long. Ghostscript writes such a packet, in which it loses letters outside of
 * Latin 1.
 */
export async function replacePackets(localPath: string, packet = ''): Promise<void> {
  const file = await open(localPath, 'r+')
  try {
    const { size } = await file.stat()
    const chunk = Buffer.alloc(CHUNK + BEGIN.length)
    for (let at = 0; at < size; at += CHUNK) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
      const found = chunk.subarray(0, bytesRead).indexOf(BEGIN)
      if (found < 0) continue
      const start = at + found
      const length = await packetLength(file, start)
      if (length) await file.write(padded(packet, length), 0, length, start)
      // Goes on behind it: the loop adds a chunk.
      at = start + (length ?? BEGIN.length) - CHUNK
    }
  } finally {
    await file.close()
  }
}

async function packetLength(file: Awaited<ReturnType<typeof open>>, start: number): Promise<number | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_PACKET), 0, MOST_PACKET, start)
  const bytes = buffer.subarray(0, bytesRead)
  const end = bytes.indexOf(END)
  const close = end < 0 ? -1 : bytes.indexOf('?>', end)
  return close < 0 ? undefined : close + 2
}

function padded(packet: string, length: number): Buffer {
  const bytes = Buffer.alloc(length, ' ')
  const text = Buffer.from(packet)
  if (text.length <= length) text.copy(bytes)
  return bytes
}
