import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dismissBody, requestBody } from '~/server/web/request-body'

const PATIENCE = { milliseconds: 400, leastUploadRate: 1000 }
const FORM = 'application/x-www-form-urlencoded'
const UPLOAD = 'application/offset+octet-stream'

/** A server that reads each body and records the outcome. */
async function openReader(pauseMs = 0) {
  const outcomes: string[] = []
  const server = http.createServer(async (req, res) => {
    let size = 0
    try {
      const { body } = await requestBody(req, PATIENCE)
      if (body instanceof Uint8Array) size = body.length
      else if (body)
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
          size += chunk.length
          await sleep(pauseMs)
        }
      outcomes.push(`read ${size}`)
      res.end()
    } catch {
      outcomes.push('hung up')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, outcomes }
}

async function post(port: number, type: string, pieces: string[], everyMs: number): Promise<void> {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {}).resume()
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const length = pieces.join('').length
  const head = [`Content-Type: ${type}`, `Content-Length: ${length}`, 'Connection: close', 'Host: x']
  socket.write(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
  for (const piece of pieces) {
    await sleep(everyMs)
    if (!socket.destroyed) socket.write(piece)
  }
  await closed
}

describe('a slow request body', () => {
  test.each(['application/json', FORM, 'multipart/form-data; boundary=x', 'text/plain'])(
    'of type %s is aborted when its pauses add up to more than the limit, whatever arrives between them',
    async (type) => {
      const { port, outcomes } = await openReader()
      await post(port, type, ['1234', '5678'], 50)
      await post(
        port,
        type,
        Array.from({ length: 10 }, () => '1'.repeat(1000)),
        100,
      )
      expect(outcomes).toEqual(['read 8', 'hung up'])
    },
  )

  test('of an upload is aborted below the minimum rate and read above it', async () => {
    const { port, outcomes } = await openReader()
    const pieces = (size: number) => Array.from({ length: 10 }, () => '1'.repeat(size))
    await post(port, UPLOAD, pieces(2000), 100)
    await post(port, UPLOAD, pieces(10), 100)
    expect(outcomes).toEqual(['read 20000', 'hung up'])
  })

  test('is not aborted for time that the application takes to read it', async () => {
    const { port, outcomes } = await openReader(300)
    await post(port, UPLOAD, ['1', '2', '3', '4'], 10)
    expect(outcomes).toEqual(['read 4'])
  })
})

describe('a request body that the handler does not read', () => {
  test('is drained after the response, so that the connection serves the next request', async () => {
    const statuses = await answered(200_000, 200_000)
    expect(statuses).toEqual(['200', '200'])
  })

  test('closes the connection when it does not end', async () => {
    expect(await answered(1_000_000, 1000)).toEqual(['200'])
  })

  /** The statuses received on one connection: for a body of which `sent` bytes are sent, and for a request after a complete one. */
  async function answered(length: number, sent: number): Promise<string[]> {
    const server = http.createServer((req, res) => {
      res.end('early')
      void dismissBody(req)
    })
    server.keepAliveTimeout = 0 // no other timeout closes the connection
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
    let text = ''
    const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]!)
    socket.on('data', (chunk) => {
      text += chunk
      if (statuses().length === 2) socket.destroy()
    })
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`)
    socket.write('1'.repeat(sent))
    if (sent === length) socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
    return statuses()
  }
})
