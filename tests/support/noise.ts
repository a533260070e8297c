import sharp from 'sharp'

/** An image of noise, which does not compress. */
export const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

/** A JPEG of about 400 kB with a complete small JPEG in its header, as cameras write it. */
export async function jpegWithThumbnail(): Promise<Buffer> {
  const [thumbnail, jpeg] = await Promise.all([
    noise(40, 30).jpeg().toBuffer(),
    noise(800, 600).jpeg({ quality: 95 }).toBuffer(),
  ])
  const head = Buffer.from([0xff, 0xe5, 0, 0])
  head.writeUInt16BE(thumbnail.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, thumbnail, jpeg.subarray(2)])
}
