/** A separate process that answers every request with one page from memory: the minimum cost of node:http. */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const { headers, body } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as {
  headers: Record<string, string>
  body: string
}
const bytes = Buffer.from(body)
const all = { ...headers, 'content-length': bytes.length }
const server = http.createServer((_req, res) => void res.writeHead(200, all).end(bytes))

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit())
