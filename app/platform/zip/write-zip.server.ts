import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ZipPlan } from './plan'

/** Writes a planned ZIP to a local file. The keys of its objects are paths of local files. */
export async function writeZip(plan: ZipPlan, file: string): Promise<void> {
  await pipeline(Readable.from(bytesOf(plan)), createWriteStream(file))
}

async function* bytesOf({ stretches }: ZipPlan): AsyncGenerator<Buffer> {
  for (const stretch of stretches) {
    if (stretch.kind === 'made') yield stretch.bytes()
    else yield* createReadStream(stretch.key) as AsyncIterable<Buffer>
  }
}
