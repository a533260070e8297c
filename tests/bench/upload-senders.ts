import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { Upload } from 'tus-js-client'

const curl = promisify(execFile)
const MB = 1_000_000

/** The headers that a browser of the demo's editor sends with every request. */
export interface Identity {
  cookie: string
  origin: string
}

/** Signs the demo's editor in. */
export async function signIn(baseUrl: string): Promise<Identity> {
  const { origin } = new URL(baseUrl)
  const body = new URLSearchParams({ email: 'iker@visit-mendialde.example', password: 'mendialde-2026' })
  const answer = await fetch(`${baseUrl}/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { origin } })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.status !== 302 || !cookie) throw new Error(`not signed in: ${answer.status}`)
  return { cookie, origin }
}

/** Writes a video file of `megabytes` MB: a header of its type, and noise. */
export async function makeFilm(file: string, megabytes: number, noise: Buffer): Promise<void> {
  const film = await open(file, 'w')
  for (let written = 0; written < megabytes; written += noise.length / MB) await film.write(noise)
  // ISO/IEC 14496-12, 4.3: size, 'ftyp', major brand, minor version, compatible brands.
  await film.write(Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'), 0, 28, 0)
  await film.close()
}

/** Makes the bytes of the video unique. */
export async function makeNew(file: string, mark: Buffer): Promise<void> {
  const film = await open(file, 'r+')
  await film.write(mark, 0, mark.length, 4096)
  await film.close()
}

export interface Sent {
  /** Until the last byte was acknowledged. */
  ms: number
  /** The path where the product stores it. */
  address?: string
}

/** Sends the file as the library's page does: tus-js-client with the settings of app/routes/uploads/sending.ts. */
export function sendByTus(baseUrl: string, { cookie, origin }: Identity, file: string, bytes: number): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    // Its types cover the browser only; in Node it accepts a file stream.
    const upload = new Upload(createReadStream(file) as unknown as File, {
      endpoint: `${baseUrl}/api/uploads`,
      ...{ uploadSize: bytes, retryDelays: null, metadata: { filename: 'film.mp4' }, headers: { cookie, origin } },
      onError: reject,
      onSuccess: () => resolve({ ms: performance.now() - began, address: new URL(upload.url!).pathname }),
    })
    upload.start()
  })
}

/** The same upload with curl for its one PATCH, which separates the cost of the sender from that of the product. */
export async function sendByCurl(baseUrl: string, { cookie, origin }: Identity, file: string, bytes: number) {
  const own = { cookie, origin, 'tus-resumable': '1.0.0' }
  const metadata = `filename ${Buffer.from('film.mp4').toString('base64')}`
  const headers = { ...own, 'upload-length': String(bytes), 'upload-metadata': metadata }
  const made = await fetch(`${baseUrl}/api/uploads`, { method: 'POST', headers })
  if (made.status !== 201) throw new Error(`no upload: ${made.status} ${await made.text()}`)
  const address = new URL(made.headers.get('location')!, baseUrl)
  const sent = { ...own, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const options = ['-X', 'PATCH', ...Object.entries(sent).flatMap(([name, value]) => ['-H', `${name}: ${value}`])]
  return { ms: await putByCurl(file, address.href, options), address: address.pathname }
}

/** `curl -T`; returns the milliseconds that curl measured. */
export async function putByCurl(file: string, address: string, options: string[] = []): Promise<number> {
  const said = ['-sS', '--fail', '-o', '/dev/null', '-w', '%{time_total}']
  const { stdout } = await curl('curl', [...said, ...options, '-T', file, address])
  return Number(stdout) * 1000
}
