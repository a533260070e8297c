/** A separate process that requests one page repeatedly over several keep-alive connections. */
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** The page to request, and for how long. */
export interface Asked {
  url: string
  headers: Record<string, string>
  connections: number
  seconds: number
  /** The pause of each connection between requests. */
  pauseMs?: number
}

export interface Answered {
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** Length of the last body. */
  bytes: number
}

function get({ url, headers }: Asked, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`answered with ${answer.statusCode}`)),
      )
    })
    request.on('error', reject)
  })
}

async function press(asked: Asked): Promise<Answered> {
  const { connections, seconds } = asked
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let bytes = 0
  const began = performance.now()
  const end = began + seconds * 1000
  const visitor = async () => {
    while (performance.now() < end) {
      const sent = performance.now()
      bytes = await get(asked, agent)
      took.push(performance.now() - sent)
      if (asked.pauseMs) await sleep(asked.pauseMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, visitor))
  const elapsed = (performance.now() - began) / 1000
  agent.destroy()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? 0
  return { requestsPerSecond: took.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), bytes }
}

process.on('message', (asked: Asked) => {
  press(asked).then(
    (answered) => process.send?.(answered),
    (error) => process.send?.({ failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
