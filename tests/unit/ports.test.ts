import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { readEnv } from '~/platform/env.server'
import { freePort } from '~/server/postgres/cluster'
import { holdPort } from '~/server/start/ports'

const envOf = (port: number) => readEnv({ PORT: String(port), VITRINE_DATA: '/nowhere' })

describe('the port of a start', () => {
  it('is chosen for 0, and put into the addresses', async () => {
    const { env, release } = await holdPort(envOf(0))
    expect(env.port).toBeGreaterThan(0)
    expect(new URL(env.baseUrl).port).toBe(String(env.port))
    await release()
  })

  it('cannot be taken by another program before it is released, and can be then', async () => {
    const { env, release } = await holdPort(envOf(0))
    await expect(holdPort(envOf(env.port))).rejects.toThrow(`PORT: ${env.port} is taken by another program`)
    await release()
    const later = createServer().listen(env.port, env.host)
    await once(later, 'listening')
    later.close()
  })

  it('is never given to two starts at once', async () => {
    const held = await Promise.all(Array.from({ length: 50 }, () => holdPort(envOf(0))))
    expect(new Set(held.map(({ env }) => env.port)).size).toBe(50)
    await Promise.all(held.map(({ release }) => release()))
  })

  it('sends whoever calls early away at once, and is released all the same', async () => {
    const { env, release } = await holdPort(envOf(await freePort()))
    const early = connect(env.port, env.host)
    early.on('error', () => {})
    await once(early, 'close')
    await release()
  })
})
