// A worker of its own, so that hundreds of files are looked into while the page stays quick. See `policyOf` in static-files.ts.
import exifr from 'exifr'
import { createSHA256 } from 'hash-wasm'
import { checkInBrowser } from './check-file'
import type { FromWorker, ToWorker } from './messages'

/** Of longer files the hash takes longer than the page waits for an answer. */
const MOST_HASHED = 400 * 1024 * 1024
/** WebCrypto is faster, and needs the whole file in memory. */
const MOST_IN_MEMORY = 64 * 1024 * 1024
const SLICE = 4 * 1024 * 1024
/** Pixels of the longer side of a thumbnail. */
const THUMB = 240
const MOST_DRAWN = 80 * 1024 * 1024

const answer = (message: FromWorker) => self.postMessage(message)

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { id, file } = data
  try {
    if (data.ask === 'thumb') return answer({ id, said: 'thumb', thumb: await thumbOf(file) })
    const checked = await checkInBrowser(file, data.rules, profileOf)
    const sha256 = checked.problems.length > 0 ? undefined : await hashOf(file)
    answer({ id, said: 'checked', ...checked, sha256 })
  } catch {
    // It cannot be read, or not be understood: sending it says why.
    answer(data.ask === 'thumb' ? { id, said: 'thumb' } : { id, said: 'checked', problems: [] })
  }
}

async function hashOf(file: Blob): Promise<string | undefined> {
  if (file.size > MOST_HASHED) return undefined
  if (file.size < MOST_IN_MEMORY && self.crypto.subtle) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const hasher = await createSHA256()
  for (let at = 0; at < file.size; at += SLICE)
    hasher.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()))
  return hasher.digest('hex')
}

async function profileOf(file: Blob): Promise<string | null | undefined> {
  const found: unknown = await exifr
    .parse(file, { tiff: false, exif: false, xmp: false, iptc: false, icc: true, jfif: false, ihdr: false })
    .catch(() => undefined)
  const name =
    typeof found === 'object' && found && 'ProfileDescription' in found ? found.ProfileDescription : undefined
  return typeof name === 'string' && name ? name : undefined
}

async function thumbOf(file: Blob): Promise<Blob | undefined> {
  if (file.size > MOST_DRAWN) return undefined
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, THUMB / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.max(1, bitmap.width * scale), Math.max(1, bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })
}
