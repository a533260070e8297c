import os from 'node:os'
import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { colourOfHex } from '~/domain/appearances/colour-code'
import { storeAppearance } from '~/domain/appearances/store-appearance.commands.server'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { indexChanges } from '~/domain/search/index-assets.commands.server'
import { newId, sha256Hex } from '~/platform/ids.server'
import { LAYOUT_BYTES } from '~/platform/images/layout'
import { diskStorage } from '~/platform/storage/disk.server'
import { testDatabase } from './database'

export const now = new Date('2026-06-30T12:00:00.000Z')
export const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const sha256 = 'a'.repeat(64)
export const NOUNS = ['lighthouse', 'harbour', 'ridge', 'meadow', 'bridge', 'cellar', 'market', 'valley']
const KEYWORDS = ['Coast', 'Summer sale', 'Night', 'Winter']

let seed = 20261130
const random = (below: number): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * below)
}
const one = <T>(values: readonly T[]): T => values[random(values.length)] as T

const HEXES = ['#1a5fb4', '#c01c28', '#2ec27e', '#f5c211', '#613583', '#000000', '#ffffff', '#865e3c']

/** What the picture of a noun looks like; each `turn` is a little different. */
export function pictureOf(noun: string, turn = 0) {
  const place = Math.max(0, NOUNS.indexOf(noun))
  const layout = Uint8Array.from(
    { length: LAYOUT_BYTES },
    (_, at) => 40 + ((place * 53 + at * (place + 3)) % 150) + (turn % 12),
  )
  const colours = [place, place + 1].map((at) => ({
    lab: colourOfHex(HEXES[at % HEXES.length] ?? '#000000'),
    share: 0.5,
  }))
  return { layout, colours }
}

/** What an asset is; the rest is random. */
export interface Given {
  isApproved?: boolean
  embargoUntil?: Date | null
  expiresAt?: Date | null
  isDeleted?: boolean
  isHeld?: boolean
  isPinned?: boolean
  place?: 'shown' | 'elsewhere' | 'nowhere'
}

/** Opens a database of 60 random assets, of which viewers of every kind see different ones. */
export async function openSearchWorld() {
  const world = await testDatabase()
  const { db } = world
  const mara = {
    id: newId(),
    email: 'mara@mendialde.example',
    name: 'Mara',
    role: 'manager' as const,
    passwordHash: 'x',
  }
  await db.insertInto('person').values(mara).execute()
  await db.insertInto('storedObject').values({ sha256, byteSize: 1000, crc32: 0, mediaType: 'image/jpeg' }).execute()
  const [collection, otherCollection] = [newId(), newId()]
  const slugs = [
    { id: collection, slug: 'shown' },
    { id: otherCollection, slug: 'elsewhere' },
  ]
  await db.insertInto('collection').values(slugs).execute()
  const [portalId, shareId] = [newId(), newId()]
  const theme = { theme: '{}', themeCss: '', themeHash: '', publishedAt: hour(-1) }
  await db
    .insertInto('portal')
    .values({ id: portalId, slug: 'press', allows: 'original', ...theme })
    .execute()
  await db.insertInto('portalCollection').values({ portalId, collectionId: collection, position: 0 }).execute()
  const link = { title: 'Link', tokenHash: sha256Hex(shareId), createdBy: mara.id, neverReason: 'a test' }
  await db
    .insertInto('share')
    .values({ id: shareId, collectionId: collection, ...link })
    .execute()
  const terms = { allows: 'original' as const, includesOriginalOnly: false, keepsMetadata: false }
  const window = { opensAt: null, expiresAt: null, revokedAt: null }
  const staff = (role: 'viewer' | 'editor'): Viewer => ({ kind: 'staff', personId: mara.id, name: 'x', role })
  const viewers: { name: string; viewer: Viewer }[] = [
    { name: 'visitor', viewer: { kind: 'visitor', portalId, publishedAt: hour(-1), ...terms } },
    { name: 'link', viewer: { kind: 'link', shareId, creatorMayShare: true, unlocked: true, ...terms, ...window } },
    { name: 'role viewer', viewer: staff('viewer') },
    { name: 'role editor', viewer: staff('editor') },
    { name: 'nobody', viewer: { kind: 'nobody' } },
  ]
  /** Ids of all assets. */
  const made: string[] = []
  const index = () => indexChanges({ db, storage: diskStorage(os.tmpdir()) })

  /** An asset of one or two versions, with the noun in its title, and rights and a place of its own. */
  async function oneAsset(noun: string, given: Given = {}): Promise<string> {
    const id = newId()
    const [first, second] = [newId(), newId()]
    const isApproved = given.isApproved ?? random(4) > 0
    const place = given.place ?? one(['shown', 'shown', 'elsewhere', 'nowhere'] as const)
    await db.transaction().execute(async (trx) => {
      const file = { assetId: id, extension: 'jpg', mediaType: 'image/jpeg', kind: one(['photo', 'vector']), sha256 }
      const createdAt = hour(-1 - random(100_000))
      await trx
        .insertInto('asset')
        .values({
          id,
          kind: 'photo',
          createdAt,
          currentVersionId: second,
          approvedVersionId: isApproved ? first : null,
        })
        .execute()
      const size = one([
        { width: 400, height: 300 },
        { width: 300, height: 400 },
      ])
      await trx
        .insertInto('assetVersion')
        .values([
          {
            id: first,
            number: 1,
            fileName: `${noun}-one.jpg`,
            state: isApproved ? 'approved' : 'draft',
            ...size,
            ...file,
          },
          { id: second, number: 2, fileName: `unapproved-${noun}.jpg`, width: 500, height: 500, ...file },
        ])
        .execute()
      await storeAppearance(trx, first, pictureOf(noun, made.length))
      await storeAppearance(trx, second, pictureOf(NOUNS[NOUNS.length - 1] ?? '', made.length))
      const embargoUntil = given.embargoUntil === undefined ? one([null, null, hour(-1), hour(1)]) : given.embargoUntil
      const expiresAt = given.expiresAt === undefined ? one([null, null, hour(-2), hour(2)]) : given.expiresAt
      const isWindow = !embargoUntil || !expiresAt || embargoUntil < expiresAt
      await trx
        .insertInto('assetRights')
        .values({ assetId: id, embargoUntil: isWindow ? embargoUntil : null, expiresAt })
        .execute()
      const value = (fieldId: number, text: string, more = {}) => ({ assetId: id, fieldId, text, ...more })
      await trx
        .insertInto('metadataValue')
        .values([
          value(FIELD_ID.title, `The ${noun} ${one(NOUNS)}`, { locale: 'en' }),
          value(FIELD_ID.description, `secretdraft ${noun}s`, { locale: 'es', status: 'draft' }),
          value(FIELD_ID.keywords, one(KEYWORDS)),
          value(FIELD_ID.creator, one(['Ane Mendizabal', 'Jon Zubieta'])),
        ])
        .execute()
      if (given.isDeleted ?? random(8) === 0)
        await trx
          .updateTable('asset')
          .set({ deletedAt: hour(-1) })
          .where('id', '=', id)
          .execute()
      if (given.isHeld ?? random(8) === 0)
        await sql`insert into version_hold (version_id, reasons) values (${first}, '[{"rule":"scan_refused"}]')`.execute(
          trx,
        )
      const isPinned = given.isPinned ?? random(5) === 0
      const pin = isPinned ? { pinnedVersionId: one([first, second]), pinnedAt: hour(-1) } : {}
      if (place !== 'nowhere')
        await trx
          .insertInto('collectionAsset')
          .values({
            collectionId: place === 'shown' ? collection : otherCollection,
            assetId: id,
            position: random(1e6),
            ...pin,
          })
          .execute()
    })
    made.push(id)
    return id
  }

  for (let n = 0; n < 60; n++) await oneAsset(one(NOUNS))
  await index()
  return { db, viewers, made, oneAsset, index, close: world.close }
}
