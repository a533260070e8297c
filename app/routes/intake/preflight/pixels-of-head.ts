export interface Pixels {
  width: number
  height: number
}

/** Frames of JPEG that say the size (ITU-T T.81, table B.1), without DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Returns the pixels that the first bytes of a picture state; undefined where they do not. */
export function pixelsOfHead(head: Uint8Array, extension: string | undefined): Pixels | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    if (extension === 'png') return { width: view.getUint32(16), height: view.getUint32(20) }
    if (extension === 'gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    // Rows come first (Adobe Photoshop File Formats, file header section).
    if (extension === 'psd') return { width: view.getUint32(18), height: view.getUint32(14) }
    if (extension === 'webp') return ofWebp(view)
    return extension === 'jpg' ? ofJpeg(view) : undefined
  } catch (error) {
    // The head ends before the place.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function ofJpeg(view: DataView): Pixels | undefined {
  let at = 2
  for (;;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) at++
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
}

/** RFC 9649, sections 2.5 to 2.7. */
function ofWebp(view: DataView): Pixels | undefined {
  const chunk = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  if (chunk === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk !== 'VP8L') return undefined
  const bits = view.getUint32(21, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
