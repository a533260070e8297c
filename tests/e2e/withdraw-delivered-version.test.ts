import sharp from 'sharp'
import { expect, test } from 'vitest'
import { demoProduct } from '#tests/support/demo-product'
import { openStaff } from '#tests/support/staff'

const { baseUrl } = await demoProduct()

/** A JPEG that no other test uses. */
const picture = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 67, height: 43, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

test('the approval of a delivered version can be withdrawn while a newer version is a draft', async () => {
  const [iker, mara] = [await openStaff(baseUrl, 'iker'), await openStaff(baseUrl, 'mara')]
  const take = async (colour: string, targetAssetId?: string) => {
    const bytes = await picture(colour)
    const address = await iker.begin(`${colour}.jpg`, bytes.length, targetAssetId)
    await iker.send(address, 0, new Uint8Array(bytes))
    return (await iker.settled(address)).assetId!
  }
  const assetId = await take('teal')
  const review = `/library/assets/${assetId}/review`
  const out = await mara.versionOf(assetId)
  await mara.describe(assetId)
  await mara.approve(assetId)
  const original = new URL(`${await mara.share(assetId)}/download/${assetId}/original`, baseUrl)
  expect((await fetch(original)).status).toBe(200)
  await take('tomato', assetId)
  const page = await (await mara.ask(`/library/assets/${assetId}`)).text()
  const offered = new RegExp(`name="versionId" value="${out}"/><button[^>]*value="withdraw"`)
  expect(page).toMatch(offered)
  expect(await (await iker.ask(`/library/assets/${assetId}`)).text()).not.toMatch(offered)
  expect((await mara.post(review, { versionId: out, transition: 'withdraw' })).status).toBe(200)
  expect((await fetch(original)).status).toBe(404)
})
