import { expect } from 'vitest'
import type { ReceivedUpload } from '~/domain/assets/upload'
import type { BulkReport } from '~/domain/bulk/bulk'
import { until } from './until'

type Who = 'mara' | 'iker' | 'nerea' | 'ander'

/** Whoever approves what another submitted. */
interface Approver {
  act: (act: BulkReport['act'], assetIds: string[], more?: Record<string, string>) => Promise<BulkReport>
}

/** A signed-in person of the demo who uses HTTP without a browser. */
export async function openStaff(baseUrl: string, who: Who) {
  const origin = new URL(baseUrl).origin
  const email = `${who}@visit-mendialde.example`
  const body = new URLSearchParams({ email, password: 'mendialde-2026' })
  const signedIn = await fetch(new URL('/sign-in', baseUrl), {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { origin },
  })
  expect(signedIn.status).toBe(302)
  const [cookie] = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]!)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, baseUrl), {
      ...{ redirect: 'manual', ...init },
      headers: { cookie: cookie!, origin, ...(init.headers as Record<string, string>) },
    })
  const post = (path: string, form: Record<string, string>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(form) })
  const tus = { 'tus-resumable': '1.0.0' }
  let other: Promise<Approver> | undefined

  return {
    ask,
    post,
    /** The headers that authenticate other requests. */
    headers: { cookie: cookie! },
    /** Creates an upload, of a new version when an asset is given; returns its address. */
    async begin(fileName: string, byteSize: number, targetAssetId?: string): Promise<string> {
      const told = { filename: fileName, ...(targetAssetId && { targetAssetId }) }
      const metadata = Object.entries(told)
        .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
        .join(',')
      const headers = { ...tus, 'upload-length': String(byteSize), 'upload-metadata': metadata }
      const made = await ask('/api/uploads', { method: 'POST', headers })
      expect(made.status, await made.text()).toBe(201)
      return made.headers.get('location')!
    },
    /** The number of received bytes of an upload. */
    async offset(address: string): Promise<number> {
      const answer = await ask(address, { method: 'HEAD', headers: tus })
      expect(answer.status).toBe(200)
      return Number(answer.headers.get('upload-offset'))
    },
    /** Sends bytes at `offset`. */
    send: (address: string, offset: number, bytes: BodyInit) =>
      ask(address, {
        ...{ method: 'PATCH', body: bytes, duplex: 'half' },
        headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      } as RequestInit),
    /** Waits until an upload was inspected; returns its state and asset id. */
    async settled(address: string): Promise<ReceivedUpload> {
      const id = address.split('/').at(-1)
      return until(async () => {
        const { uploads } = (await (await ask('/library/uploads')).json()) as { uploads: ReceivedUpload[] }
        const upload = uploads.find((each) => each.id === id)
        return upload && ['receiving', 'inspecting'].includes(upload.state) ? undefined : upload
      })
    },
    /** Uploads a file and waits until it is an asset; returns its id. */
    async ingest(fileName: string, bytes: Uint8Array): Promise<string> {
      const address = await this.begin(fileName, bytes.length)
      expect((await this.send(address, 0, new Uint8Array(bytes))).status).toBe(204)
      const upload = await this.settled(address)
      expect(upload).toMatchObject({ state: 'done' })
      return upload.assetId!
    },
    /** Posts a bulk action, as the selection bar does; returns the done and the refused assets. */
    async act(act: BulkReport['act'], assetIds: string[], more: Record<string, string> = {}): Promise<BulkReport> {
      const answer = await post('/library/bulk', { act, assets: assetIds.join(), ...more })
      expect(answer.status).toBe(200)
      return ((await answer.json()) as { report: BulkReport }).report
    },
    /**
     * Submits the newest version of an asset, which another manager approves, with or without renditions. Texts and rights
     * that the review requires are set first where missing; existing title and rights are kept.
     */
    async approve(assetId: string): Promise<void> {
      const { refused } = await this.act('submit', [assetId])
      const missing = refused.flatMap((group) => group.missing)
      if (missing.includes('alt_text')) {
        const page = await (await ask(`/library/assets/${assetId}`)).text()
        await this.word(assetId, /<h1[^>]*>([^<]+)/.exec(page)![1]!)
      }
      if (missing.includes('credit')) await this.credit(assetId)
      if (missing.length > 0) expect((await this.act('submit', [assetId])).refused).toEqual([])
      // Nobody approves what they submitted themselves.
      other ??= openStaff(baseUrl, who === 'ander' ? 'mara' : 'ander')
      expect((await (await other).act('approve', [assetId], { unseen: 'on' })).done).toEqual([assetId])
    },
    /** Waits until a search of the library finds so many assets: words are found by when a job has run. */
    async untilFound(q: string, count: number): Promise<void> {
      const found = async () =>
        (await (await ask(`/library/anchors?q=${encodeURIComponent(q)}`)).json()) as { total: number }
      await until(async () => (await found()).total === count)
    },
    /** Adds assets to the collection with this title. */
    async collect(title: string, ...assetIds: string[]): Promise<void> {
      const page = await (await ask('/collections')).text()
      const [, collection] = new RegExp(`href="/collections/([0-9a-f-]{36})"[^>]*>${title}<`).exec(page)!
      expect((await this.act('collect', assetIds, { collectionId: collection! })).refused).toEqual([])
    },
    /** The current version of an asset, from its page. */
    async versionOf(assetId: string): Promise<string> {
      const page = await (await ask(`/library/assets/${assetId}`)).text()
      return /\/library\/download\/([0-9a-f-]{36})\/original/.exec(page)![1]!
    },
    /** Replaces the texts of an asset by a title and an alternative text. */
    async word(assetId: string, title: string): Promise<void> {
      const words = { 'title.en': title, 'altText.en': 'A picture of a test', keywords: '' }
      expect((await post(`/library/assets/${assetId}/describe`, words)).status).toBe(200)
    },
    /** Sets the credit line of an asset. */
    async credit(assetId: string): Promise<void> {
      await this.act('rights', [assetId], { fields: 'creditLine', creditLine: 'Visit Mendialde' })
    },
    /** Sets the texts and rights that the review requires. */
    async describe(assetId: string, title = 'A test'): Promise<void> {
      await this.word(assetId, title)
      await this.credit(assetId)
    },
    /** Creates a share of originals for one asset and waits until its original is delivered; returns its path. */
    async share(assetId: string): Promise<string> {
      const terms = { title: 'A test', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'original' }
      const page = await (await post('/shares/new', { ...terms, zipAllowed: 'on', assets: assetId })).text()
      const path = /\/s\/vt_[A-Za-z0-9_-]{22}/.exec(page)![0]
      const original = new URL(`${path}/download/${assetId}/original`, baseUrl)
      // The clean original is made meanwhile; expect.poll does not work outside of a test, where this may be called.
      await until(async () => (await fetch(original, { method: 'HEAD' })).status === 200)
      return path
    },
  }
}
export type Staff = Awaited<ReturnType<typeof openStaff>>
