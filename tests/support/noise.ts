import sharp from 'sharp'

/** A picture that no encoder makes small. */
export const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

/** A JPEG of some 400 kB that carries a whole small JPEG in its header, as those of cameras do. */
export async function jpegWithThumbnail(): Promise<Buffer> {
  const [thumbnail, jpeg] = await Promise.all([
    noise(40, 30).jpeg().toBuffer(),
    noise(800, 600).jpeg({ quality: 95 }).toBuffer(),
  ])
  const head = Buffer.from([0xff, 0xe5, 0, 0])
  head.writeUInt16BE(thumbnail.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2)])
}
