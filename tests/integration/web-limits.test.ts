import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openShell, until } from '#tests/support/web-shell'
import { peerOf } from '~/http/network'
import { limitConnections } from '~/server/web/connection-limit'

/** A connection and the data it received. */
function connect(port: number, text = '') {
  const socket = net.connect(port, '127.0.0.1', () => text && socket.write(text))
  onTestFinished(() => void socket.destroy())
  let answer = ''
  let closed = false
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
  })
  return { socket, answer: () => answer, closed: () => closed }
}
const GET = 'GET / HTTP/1.1\r\nHost: brand.example\r\n\r\n'

test('connections beyond the limit per address are refused with 429, and accepted again after others close', async () => {
  const { server, port } = await openShell(async () => new Response('x'))
  limitConnections(server, 1, () => false) // 16 on loopback
  const idle = Array.from({ length: 16 }, () => connect(port, 'GET / HTTP/1.1\r\n'))
  await until(() => idle.every(({ socket }) => socket.readyState === 'open'))
  await sleep(50)
  const refused = connect(port, GET)
  await until(refused.closed)
  expect(refused.answer()).toMatch(/^HTTP\/1\.1 429 .*\r\nRetry-After: \d+\r\n/)
  expect(idle.filter(({ closed }) => closed())).toEqual([])
  idle[0]!.socket.destroy()
  await expect
    .poll(async () => {
      const again = connect(port, GET)
      await until(() => again.answer() !== '')
      again.socket.destroy()
      return again.answer()
    })
    .toMatch(/^HTTP\/1\.1 200/)
})

test('after 1,000 refused connections none is open and new ones are accepted', async () => {
  let ran = 0
  const { server, port } = await openShell(async () => {
    ran++
    return new Response('x')
  })
  limitConnections(server, 1, () => false)
  const all = Array.from({ length: 1000 }, () => connect(port, GET))
  await expect.poll(() => all.filter(({ answer }) => answer() !== '').length, { timeout: 60_000 }).toBeGreaterThan(900)
  expect(ran).toBe(all.filter(({ answer }) => answer().startsWith('HTTP/1.1 200')).length)
  for (const { socket } of all) socket.destroy()
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))), { timeout: 60_000 })
    .toBe(0)
  const after = connect(port, GET)
  await until(() => after.answer() !== '')
  expect(after.answer()).toMatch(/^HTTP\/1\.1 200/)
})

describe('the connection limit behind a trusted proxy', () => {
  test('counts requests by client address and does not limit the connections of the proxy', async () => {
    const waiting: (() => void)[] = []
    const handle = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return new Response('x')
    }
    const shell = await openShell(handle, { trustedProxy: '127.0.0.1', mostPerAddress: 2 })
    limitConnections(shell.server, 1, (address) => address.includes('127.0.0.1'))
    const idle = Array.from({ length: 40 }, () => connect(shell.port))
    const ask = (address: string) => shell.ask('/', { headers: { 'x-forwarded-for': address } })
    const first = [ask('9.9.9.9'), ask('9.9.9.9'), ask('8.8.8.8')]
    await until(() => waiting.length === 3)
    const refused = await ask('9.9.9.9')
    expect([refused.status, refused.text, refused.headers['retry-after']]).toEqual([
      429,
      'guard.too_many_connections\n',
      '5',
    ])
    for (const go of waiting.splice(0)) go()
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200])
    const next = ask('9.9.9.9')
    await until(() => waiting.length === 1)
    waiting[0]!()
    expect((await next).status).toBe(200)
    expect(idle.filter(({ closed }) => closed())).toEqual([])
  })
})

test('a connection that does not complete its headers is closed', async () => {
  const { server, port } = await openShell(async () => new Response('x'))
  server.headersTimeout = 1000
  const { socket, closed } = connect(port, 'GET / HTTP/1.1\r\n')
  const dripping = setInterval(() => socket.write('X-A: b\r\n'), 200)
  onTestFinished(() => clearInterval(dripping))
  await expect.poll(closed, { timeout: 60_000 }).toBe(true)
})

test.each([
  ['192.0.2.77', '192.0.2.77'],
  ['::ffff:192.0.2.77', '192.0.2.77'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the connection limit counts the address %s as %s', (address, peer) => {
  expect(peerOf(address)).toBe(peer)
})
