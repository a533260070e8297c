import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { requestBody } from '~/server/web/request-body'

test('a form that comes a byte at a time is hung up on; one that is only slow is read', async () => {
  const outcomes: string[] = []
  const server = http.createServer((req, res) => {
    requestBody(req, 300).then(
      ({ body }) => void res.end(outcomes.push(Buffer.from(body as Uint8Array).toString()) && 'read'),
      () => void outcomes.push('hung up'),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const post = async (pieces: string[], everyMs: number) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', () => {}).resume()
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const length = pieces.join('').length
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`,
    )
    for (const piece of pieces) {
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      if (!socket.destroyed) socket.write(piece)
    }
    await closed
  }
  await post(['a=', '1'], 50)
  await post([...'a=1234567890'], 100)
  expect(outcomes).toEqual(['a=1', 'hung up'])
})
