import sharp from 'sharp'
import { openEmbedded } from '#tests/support/processes'
import { openStaff } from '#tests/support/staff'

/** A JPEG that differs for each `index`. */
const picture = (index: number): Promise<Buffer> => {
  const background = { r: (index * 37) % 256, g: (index * 91) % 256, b: index % 256 }
  return sharp({ create: { width: 1200, height: 800, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** Adds a collection of `count` approved assets to the demo's portal; returns the path of its page. */
export async function showPictures(baseUrl: string, dataDir: string, count: number): Promise<string> {
  const iker = await openStaff(baseUrl, 'iker')
  const mara = await openStaff(baseUrl, 'mara')
  const addresses: string[] = []
  for (let index = 0; index < count; index++) {
    const bytes = await picture(index)
    const address = await iker.begin(`picture-${index}.jpg`, bytes.length)
    await iker.send(address, 0, bytes as unknown as BodyInit)
    addresses.push(address)
  }
  const assets: string[] = []
  for (const address of addresses) {
    const { assetId, state } = await iker.settled(address)
    if (!assetId) throw new Error(`a picture was not taken in: ${state}`)
    await mara.describe(assetId, `Picture ${addresses.indexOf(address)}`)
    await mara.approve(assetId)
    assets.push(assetId)
  }
  const made = await iker.post('/collections', { title: 'Sixty pictures' })
  const place = made.headers.get('location')
  if (!place) throw new Error(`no collection: ${made.status}`)
  await iker.collect('Sixty pictures', ...assets)
  return publish(dataDir, place.split('/').at(-1)!, count)
}

/** Puts the collection last on the portal, and waits for all renditions of its assets, whose sizes the page shows. */
async function publish(dataDir: string, collectionId: string, count: number): Promise<string> {
  const db = await openEmbedded(dataDir)
  try {
    await db.query(
      `insert into portal_collection (portal_id, collection_id, position)
       select id, $1, 1000 from portal where slug = 'press'`,
      [collectionId],
    )
    for (let tries = 0; tries < 1200; tries++) {
      const { rows } = await db.query(
        `select count(*)::int as ready from collection_asset ca join asset a on a.id = ca.asset_id
         where ca.collection_id = $1 and (select bool_and(r.state <> 'waiting') and bool_or(r.preset = 'thumb')
           from rendition r where r.version_id = a.approved_version_id)`,
        [collectionId],
      )
      if (rows[0].ready === count) {
        const { rows: found } = await db.query('select slug from collection where id = $1', [collectionId])
        return `/p/press/c/${found[0].slug}`
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('the pictures never got their renditions')
  } finally {
    await db.end()
  }
}
