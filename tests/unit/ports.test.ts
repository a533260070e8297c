import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { readEnv } from '~/platform/env.server'
import { freePort } from '~/server/postgres/cluster'
import { holdPort } from '~/server/start/ports'

const envOf = (port: number) => readEnv({ PORT: String(port), VITRINE_DATA: '/nowhere' })

describe('holdPort', () => {
  it('chooses a free port for PORT=0 and puts it into the base URL', async () => {
    const { env, release } = await holdPort(envOf(0))
    expect(env.port).toBeGreaterThan(0)
    expect(new URL(env.baseUrl).port).toBe(String(env.port))
    await release()
  })

  it('blocks the port for other programs until it is released', async () => {
    const { env, release } = await holdPort(envOf(0))
    await expect(holdPort(envOf(env.port))).rejects.toThrow(`PORT: ${env.port} is taken by another program`)
    await release()
    const later = createServer().listen(env.port, env.host)
    await once(later, 'listening')
    later.close()
  })

  it('gives 50 concurrent starts different ports', async () => {
    const held = await Promise.all(Array.from({ length: 50 }, () => holdPort(envOf(0))))
    expect(new Set(held.map(({ env }) => env.port)).size).toBe(50)
    await Promise.all(held.map(({ release }) => release()))
  })

  it('closes connections made before the release, and can still be released', async () => {
    const { env, release } = await holdPort(envOf(await freePort()))
    const early = connect(env.port, env.host)
    early.on('error', () => {})
    await once(early, 'close')
    await release()
  })
})
