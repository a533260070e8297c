import path from 'node:path'
import sharp from 'sharp'

const [COLUMNS, ROWS, WIDTH, HEIGHT, LABEL] = [10, 7, 190, 150, 18]

/** Writes sheet-1.jpg, sheet-2.jpg …: the pictures of files with their names, grey where there is none, over a checked ground. */
export async function contactSheet(
  files: readonly { name: string; bytes: Promise<ArrayBuffer> | undefined }[],
  folder: string,
): Promise<void> {
  const perSheet = COLUMNS * ROWS
  for (let first = 0, number = 1; first < files.length; first += perSheet, number++) {
    const cells = await Promise.all(files.slice(first, first + perSheet).map(cellOf))
    await sharp({
      create: { width: COLUMNS * WIDTH, height: ROWS * (HEIGHT + LABEL), channels: 3, background: '#8a8a92' },
    })
      .composite(
        cells.flatMap(({ picture, label }, index) => {
          const [left, top] = [(index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * (HEIGHT + LABEL)]
          return [
            { input: label, left, top: top + HEIGHT },
            ...(picture ? [{ input: picture, left: left + 3, top: top + 3 }] : []),
          ]
        }),
      )
      .jpeg({ quality: 82 })
      .toFile(path.join(folder, `sheet-${number}.jpg`))
  }
}

async function cellOf({ name, bytes }: { name: string; bytes: Promise<ArrayBuffer> | undefined }) {
  const picture =
    bytes &&
    (await sharp(await bytes)
      .resize(WIDTH - 6, HEIGHT - 6, { fit: 'inside' })
      .png()
      .toBuffer())
  const told = name.length > 27 ? `…${name.slice(-26)}` : name
  const text = told.replace(/[<>&]/g, ' ')
  const label = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${LABEL}"><text x="3" y="13" font-family="sans-serif" font-size="12">${text}</text></svg>`,
  )
  return { picture, label: await sharp(label).png().toBuffer() }
}
