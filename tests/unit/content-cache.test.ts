import { expect, test } from 'vitest'
import type { Viewer } from '~/domain/access/access'
import { type OutsideViewer, openContentCache } from '~/domain/delivery/content-cache.server'
import type { ContentVersion } from '~/domain/delivery/content-version.queries.server'

const visitor = (allows: 'web' | 'original' = 'web'): OutsideViewer =>
  ({ kind: 'visitor', portalId: 'p1', publishedAt: null, allows }) as Extract<Viewer, { kind: 'visitor' }>

test('the content cache loads a key once while the content version is unchanged', async () => {
  const { remember, loads } = memory()
  expect([await remember('a'), await remember('a'), await remember('a')]).toEqual([1, 1, 1])
  expect(loads()).toBe(1)
})

test('the content cache loads again after a content change and at the instant an embargo or a licence ends', async () => {
  const { remember, at } = memory()
  await remember('a')
  at.version = '2'
  expect(await remember('a')).toBe(2)
  at.turnsAt = new Date('2026-11-23T11:00:00Z')
  at.version = '3'
  expect(await remember('a')).toBe(3)
  at.now = new Date('2026-11-23T10:59:59Z')
  expect(await remember('a')).toBe(3)
  at.now = new Date('2026-11-23T11:00:00Z')
  expect(await remember('a'), 'at the very instant').toBe(4)
})

test('the content cache keeps separate entries by key and by what the viewer may download', async () => {
  const { remember } = memory()
  expect([await remember('a'), await remember('b'), await remember('a', visitor('original'))]).toEqual([1, 2, 3])
  expect(await remember('a')).toBe(1)
})

test('concurrent reads of the content cache share one load, with the database time of that read', async () => {
  const { remember, loads, at } = memory()
  expect(await Promise.all([remember('a'), remember('a'), remember('a')])).toEqual([1, 1, 1])
  expect(loads()).toBe(1)
  at.version = '2'
  at.now = new Date('2026-11-23T12:00:00Z')
  await remember('a')
  expect(at.loadedAt).toEqual(at.now)
})

test('the content cache throws the error of a failed load and does not cache it', async () => {
  const { remember, at } = memory()
  at.fails = true
  await expect(remember('a')).rejects.toThrow('gone')
  at.fails = false
  expect(await remember('a')).toBe(2)
})

test('the content cache throws while the content version cannot be read', async () => {
  const { remember, at } = memory()
  await remember('a')
  at.away = true
  await expect(remember('a')).rejects.toThrow('away')
})

test('the content cache evicts the least recently used entries beyond its byte limit', async () => {
  const { remember, loads } = memory(1000)
  await remember('kept')
  for (let index = 0; index < 300; index++) {
    await remember(`other ${index}`)
    await remember('kept')
  }
  expect(loads()).toBe(301)
  await remember('other 0')
  expect(loads()).toBe(302)
})

function memory(mostBytes?: number) {
  const at: ContentVersion & { loadedAt?: Date; fails?: boolean; away?: boolean } = {
    version: '1',
    now: new Date('2026-11-23T10:00:00Z'),
    validUntil: new Date('2026-11-23T10:01:00Z'),
    turnsAt: null,
  }
  let count = 0
  const content = openContentCache(async () => {
    if (at.away) throw new Error('away')
    return { version: at.version, now: at.now, validUntil: at.validUntil, turnsAt: at.turnsAt }
  }, mostBytes)
  const remember = (key: string, viewer = visitor()) =>
    content(viewer, key, async (now) => {
      at.loadedAt = now
      if (at.fails) {
        count++
        throw new Error('gone')
      }
      return ++count
    })
  return { remember, loads: () => count, at }
}
