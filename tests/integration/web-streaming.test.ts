import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openShell, until } from '#tests/support/web-shell'
import type { SendBody } from '~/http/load-context'
import { drained, whileOpen } from '~/platform/zip/leaving'

const MIB = 1024 * 1024
const GET = 'GET /file HTTP/1.1\r\nHost: brand.example\r\n\r\n'
const chunk = Buffer.alloc(64 * 1024, 7)

/** A body of 800 MiB that counts the bytes read and records its cancellation. */
function hugeBody() {
  const seen = { read: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.read += chunk.length
        controller.enqueue(new Uint8Array(chunk))
        if (seen.read >= 800 * MIB) controller.close()
      },
      cancel() {
        seen.cancelled = true
      },
    },
    { highWaterMark: 1 },
  )
  return { seen, body }
}

test('a response stream of 800 MiB waits for a slow client and is cancelled when it disconnects', async () => {
  const { seen, body } = hugeBody()
  const shell = await openShell(async () => new Response(body))
  const before = process.memoryUsage().rss
  const socket = shell.connect(GET)
  await sleep(600)
  expect(seen.read).toBeGreaterThan(0)
  expect(seen.read).toBeLessThan(32 * MIB)
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB)
  socket.destroy()
  await until(() => seen.cancelled)
  expect(seen.cancelled).toBe(true)
  expect(seen.read).toBeLessThan(32 * MIB)
  expect(shell.errors).toEqual([])
})

test('a body writer gets the back-pressure of the socket and is aborted when the client disconnects', async () => {
  let read = 0
  let ended: unknown
  const source = Readable.from(
    (function* () {
      for (; read < 800 * MIB; read += chunk.length) yield chunk
    })(),
  )
  const send: SendBody = async (res, signal) => {
    try {
      await pipeline(source, res, { signal })
    } catch (error) {
      ended = error
      throw error
    }
  }
  const shell = await openShell(async (_, { sendWith }) => sendWith(new Response(null), send))
  const socket = shell.connect(GET)
  await sleep(400)
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(32 * MIB)
  socket.destroy()
  await until(() => ended !== undefined)
  expect(source.destroyed).toBe(true)
  expect(shell.errors).toEqual([])
})

test('an upload waits for a slow application (back-pressure)', async () => {
  let taken = 0
  let sent = 0
  const shell = await openShell(async (request) => {
    const reader = request.body!.getReader()
    for (let pieces = 0; pieces < 4; pieces++) taken += (await reader.read()).value!.length
    await sleep(400)
    const seen = sent
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      taken += value.length
    }
    return new Response(String(seen))
  })
  const socket = shell.connect(
    `PATCH /api/uploads/a HTTP/1.1\r\nHost: brand.example\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${256 * MIB}\r\n\r\n`,
  )
  await once(socket, 'connect')
  const answer: Buffer[] = []
  socket.on('data', (data) => answer.push(data)).resume()
  for (let i = 0; i < (256 * MIB) / chunk.length; i++) {
    if (!socket.write(chunk)) await once(socket, 'drain')
    sent += chunk.length
  }
  if (!socket.readableEnded) await once(socket, 'end')
  expect(taken).toBe(256 * MIB)
  const seen = Number(/\r\n\r\n(?:[0-9a-f]+\r\n)?(\d+)/.exec(Buffer.concat(answer).toString())?.[1])
  expect(seen).toBeLessThan(64 * MIB)
})

test('request.signal aborts when the client disconnects, and not after the response', async () => {
  const aborted: string[] = []
  const shell = await openShell(async (request) => {
    const { pathname } = new URL(request.url)
    request.signal.addEventListener('abort', () => aborted.push(pathname))
    if (pathname === '/file') await sleep(150)
    return new Response('done')
  })
  expect((await shell.ask('/quick')).text).toBe('done')
  const socket = shell.connect(GET)
  await sleep(50)
  socket.destroy()
  await until(() => aborted.length > 0)
  await sleep(150)
  expect(aborted).toEqual(['/file'])
  expect(shell.errors).toEqual([])
})

test('a body that fails midway or after the client disconnected ends its response, not the process', async () => {
  const failing = (afterMs: number) =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        controller.enqueue(new Uint8Array(chunk))
        await sleep(afterMs)
        controller.error(new Error('the disk broke'))
      },
      cancel() {
        throw new Error('the source cannot even be closed')
      },
    })
  const shell = await openShell(async (request, { sendWith }) => {
    if (request.url.endsWith('writer'))
      return sendWith(new Response(null), async (res) => {
        res.write(chunk)
        await sleep(50)
        throw new Error('the store broke')
      })
    return new Response(failing(100))
  })
  const socket = shell.connect(GET)
  await sleep(30)
  socket.destroy()
  await expect(shell.ask('/middle')).rejects.toThrow(/aborted|hang up/)
  await expect(shell.ask('/writer')).rejects.toThrow(/aborted|hang up/)
  await sleep(150)
  expect(shell.errors.map(String)).toContain('Error: the disk broke')
  expect(shell.errors.map(String)).toContain('Error: the store broke')
  expect((await shell.ask('/healthz')).text).toBe('ok\n')
})

test.each(['destroy', 'resetAndDestroy'] as const)(
  'a client that disconnects from a ZIP download by %s is logged as cut and not as an error',
  async (how) => {
    const shell = await openShell(async (_, { sendWith }) =>
      sendWith(new Response(null), (out) =>
        // The connection may close before the signal of the request says so.
        whileOpen(out, new AbortController().signal, async (gone) => {
          for (;;) if (!out.write(chunk)) await drained(out, gone)
        }),
      ),
    )
    const socket = shell.connect(GET)
    await until(() => socket.bytesWritten > 0)
    await sleep(50)
    socket[how]()
    await until(() => shell.lines.length > 0)
    expect(shell.lines).toMatchObject([{ status: 200, cut: true }])
    expect(shell.errors).toEqual([])
  },
)
