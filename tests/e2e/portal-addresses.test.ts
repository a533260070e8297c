import { beforeAll, describe, expect, test } from 'vitest'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'

const { baseUrl } = await demoProduct()
let mara: Staff
let iker: Staff
let nerea: Staff
let ander: Staff
/** An approved photograph that every portal here shows in its one collection. */
let asset: string
let collection: string

beforeAll(async () => {
  ;[mara, iker, nerea, ander] = await Promise.all([
    openStaff(baseUrl, 'mara'),
    openStaff(baseUrl, 'iker'),
    openStaff(baseUrl, 'nerea'),
    openStaff(baseUrl, 'ander'),
  ])
  const library = await (await mara.ask('/library?q=Aizkorri')).text()
  asset = /\/library\/assets\/([0-9a-f-]{36})/.exec(library)![1]!
  collection = await made(mara.post('/collections', { title: 'Address book' }))
  await mara.collect('Address book', asset)
})

async function made(answer: Promise<Response>): Promise<string> {
  return (await answer).headers.get('location')!
}
async function done(answer: Promise<Response>): Promise<void> {
  expect([200, 202, 204, 302]).toContain((await answer).status)
}
const settings = (slug: string) => ({
  ...{ intent: 'settings', slug, 'name.en': `Portal ${slug}`, locales: 'en', allows: 'web' },
  collections: collection.split('/').at(-1)!,
})
async function portalAt(slug: string, publish: boolean): Promise<string> {
  const portal = await made(mara.post('/portals', { name: slug, slug }))
  await done(mara.post(portal, settings(slug)))
  if (publish) await done(mara.post(portal, { intent: 'publish' }))
  return portal
}
const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, baseUrl), { redirect: 'manual', headers: { 'accept-language': 'en' }, ...init })
/** The response, or that of the plan when a kit redirects to its plan. */
async function planned(asked: (path: string) => Promise<Response>, way: string): Promise<Response> {
  const answer = await asked(way)
  const plan = answer.headers.get('location')
  return answer.status === 302 && plan?.includes('plan=') ? asked(plan) : answer
}
/** Every address of a portal whose collection has the slug `of`. */
const ways = (slug: string, of = 'address-book') => [
  `/p/${slug}`,
  `/p/${slug}?lng=eu`,
  `/p/${slug}/c/${of}`,
  `/p/${slug}/c/${of}/kit.zip?size=web&asset=${asset}`,
  `/p/${slug}/a/${asset}?c=${of}`,
  `/p/${slug}/media/${asset}/thumb?v=1`,
  `/p/${slug}/download/${asset}/web`,
]

describe('a former address of a portal', () => {
  test('redirects permanently with path and query, as document and as data', async () => {
    const portal = await portalAt('printed', true)
    expect((await ask('/p/printed')).status).toBe(200)
    await done(mara.post(portal, settings('printed-2027')))
    const now = ways('printed-2027')
    for (const [index, way] of ways('printed').entries()) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(way, { method })
        expect([answer.status, answer.headers.get('location')], `${method} ${way}`).toEqual([301, now[index]])
      }
      expect((await planned(ask, now[index]!)).status, now[index]).toBe(200)
    }
    for (const way of ['/p/printed', '/p/printed/c/address-book', `/p/printed/a/${asset}`]) {
      const [path] = way.split('?')
      const answer = await ask(`${path}.data`)
      expect(await answer.text()).toContain(`${path!.replace('/printed', '/printed-2027')}`)
      expect(answer.headers.get('cache-control')).toContain('no-store')
    }
    // A client that follows the redirect gets the current bytes.
    const file = await fetch(new URL(`/p/printed/download/${asset}/web`, baseUrl))
    expect([...new Uint8Array(await file.arrayBuffer()).slice(0, 2)]).toEqual([0xff, 0xd8])
  })

  test('belongs to the portal that took it over, and is unknown once its portal is closed', async () => {
    const first = await portalAt('reused', true)
    await done(mara.post(first, settings('reused-before')))
    expect((await ask('/p/reused')).headers.get('location')).toBe('/p/reused-before')
    await portalAt('reused', true)
    expect(await (await ask('/p/reused')).text()).toContain('Portal reused')
    await done(mara.post(first, settings('reused-once')))
    await done(mara.post(first, { intent: 'close' }))
    const nothing = await (await ask('/p/never-was')).text()
    const answer = await ask('/p/reused-before')
    expect(answer.status).toBe(404)
    expect((await answer.text()).replace(/reused-before|nonce="[^"]*"/g, '').length).toBe(
      nothing.replace(/never-was|nonce="[^"]*"/g, '').length,
    )
    expect((await ask('/p/reused-before.data')).status).toBe(404)
  })

  test('with the former slug of a collection redirects on every portal that shows the collection', async () => {
    await portalAt('shelf', true)
    const words = (slug: string) => ({ intent: 'texts', slug, 'title.en': 'Address book' })
    await done(mara.post(collection, words('contacts')))
    for (const way of ['/p/shelf/c/address-book', '/p/shelf/c/address-book/kit.zip?size=web']) {
      const answer = await ask(way)
      expect([answer.status, answer.headers.get('location')]).toEqual([301, way.replace('address-book', 'contacts')])
    }
    expect(await (await ask('/p/shelf/c/address-book.data')).text()).toContain('/p/shelf/c/contacts')
    expect((await ask('/p/press/c/address-book')).status).toBe(404)
    const page = await (await ask(`/p/shelf/a/${asset}?c=address-book`)).text()
    expect(page).toContain('href="/p/shelf/c/contacts"')
    await done(mara.post(collection, words('address-book')))
    expect((await ask('/p/shelf/c/address-book')).status).toBe(200)
    expect((await ask('/p/shelf/c/contacts')).status).toBe(301)
  })
})

describe('an unpublished portal', () => {
  const banner = 'Only staff see these pages'
  let portal: string
  beforeAll(async () => {
    portal = await portalAt('backstage', false)
  })

  test.each(['a visitor', 'the role viewer'])('is unknown to %s at every address', async (who) => {
    const own = who === 'a visitor' ? undefined : nerea.headers
    for (const way of ways('backstage')) {
      const answer = await ask(way, own && { headers: own })
      expect(answer.status, way).toBe(404)
      expect(await answer.text()).not.toMatch(/Portal backstage|Address book/)
    }
    expect((await ask('/p/backstage.data', own && { headers: own })).status).toBe(404)
  })

  test.each<[string, () => Staff]>([
    ['an editor', () => iker],
    ['a manager', () => mara],
    ['an administrator', () => ander],
  ])('is shown to %s with pages, renditions, downloads and kit, never cached', async (_, who) => {
    for (const way of ways('backstage')) {
      const answer = await planned(who().ask, way)
      expect(answer.status, way).toBe(200)
      expect(answer.headers.get('cache-control'), way).toContain('no-store')
      const text = await answer.text()
      if (answer.headers.get('content-type')!.startsWith('text/html')) expect(text, way).toContain('preview-banner')
    }
    expect(await (await who().ask('/p/backstage', { headers: { 'accept-language': 'en' } })).text()).toContain(banner)
    // A page previewed by staff is not cached for visitors.
    expect((await ask('/p/backstage')).status).toBe(404)
  })

  test('shows staff no more than visitors will see', async () => {
    const secret = /\/library\/assets\/([0-9a-f-]{36})/.exec(await (await mara.ask('/library?q=Infinite')).text())![1]!
    await mara.collect('Address book', secret)
    expect((await mara.ask(`/p/backstage/a/${secret}`)).status).toBe(404)
    expect((await mara.ask(`/p/backstage/media/${secret}/thumb`)).status).toBe(404)
    expect((await mara.ask(`/p/backstage/download/${asset}/original`)).status).toBe(403)
    await done(mara.post(collection, { intent: 'remove', assets: secret }))
  })

  test('records downloads by staff in the audit log with their name', async () => {
    const lines = await (await ander.ask(`/admin/audit?subject=${asset}&type=asset.downloaded&actor=Iker`)).text()
    expect(lines).toContain('Iker')
    expect(lines).toContain('aizkorri')
  })

  test('has no preview banner any more after it is published', async () => {
    await done(mara.post(portal, { intent: 'publish' }))
    expect(await (await mara.ask('/p/backstage')).text()).not.toContain('preview-banner')
    expect((await ask('/p/backstage')).status).toBe(200)
    await done(mara.post(portal, { intent: 'close' }))
    expect((await ask('/p/backstage')).status).toBe(404)
  })
})
