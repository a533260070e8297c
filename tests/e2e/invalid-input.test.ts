import { beforeAll, describe, expect, test } from 'vitest'
import { sharedProduct } from '#tests/support/demo-product'
import { openStaff, type Staff } from '#tests/support/staff'

const { baseUrl } = sharedProduct()
let ander: Staff
let iker: Staff
let assetId: string
beforeAll(async () => {
  ander = await openStaff(baseUrl, 'ander')
  iker = await openStaff(baseUrl, 'iker')
  const bytes = new TextEncoder().encode('A file whose dates are tried.')
  const address = await iker.begin('dates.txt', bytes.length)
  await iker.send(address, 0, bytes)
  assetId = (await iker.settled(address)).assetId!
})

test.each([
  ['', 200],
  ['1', 200],
  ['999999999999999', 200],
  ['1.5', 422],
  ['-1', 422],
  ['9999999999999999999', 422],
  ['NaN', 422],
  ["1' or 1=1", 422],
])('the audit log with before=%j answers %s', async (before, status) => {
  const query = new URLSearchParams({ before })
  expect((await ander.ask(`/admin/audit?${query}`)).status).toBe(status)
  expect((await ander.ask(`/admin/audit.data?${query}`)).status).toBe(status)
})

const IMPOSSIBLE = ['2026-02-31T10:00', '2026-13-01T10:00', '2026-01-01T25:00', '0000-01-01T00:00', 'soon']

describe.each(['embargoUntil', 'expiresAt'])('the rights form with the field %s', (field) => {
  test.each(IMPOSSIBLE)('set to %s has an error beside the field', async (text) => {
    const answer = await iker.post(`/library/assets/${assetId}/rights`, { [field]: text })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ result: { error: { [field]: ['form.date_time'] } } })
  })
})

describe.each(['opensAt', 'expiresAt'])('the form of a share with the field %s', (field) => {
  const terms = { title: 'Dates', zone: 'UTC', expiresAt: '2099-01-01T00:00', allows: 'web' }

  test.each(IMPOSSIBLE)('set to %s has an error beside the field', async (text) => {
    const answer = await iker.post('/shares/new', { ...terms, assets: assetId, [field]: text })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(new RegExp(`name="${field}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="${field}"`))
    expect(page).toContain('This is not a date and time.')
  })
})

test('the expiry date 9999-12-31 is accepted in every time zone', async () => {
  for (const expiresZone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
    const rights = { expiresAt: '9999-12-31T23:59', expiresZone }
    expect((await iker.post(`/library/assets/${assetId}/rights`, rights)).status).toBe(200)
    expect((await iker.ask(`/library/assets/${assetId}`)).status).toBe(200)
  }
})

test.each([
  ['/library?before=1.5&kind=x&state=y&problem=z', 200],
  ['/library?before=00000000-0000-7000-8000-000000000000', 200],
  ['/shares/new?collection=1.5&assets=1.5,x', 200],
  ['/shares/1.5', 404],
  ['/portals/1.5', 404],
  ['/collections/1.5', 404],
  ['/collections/1.5/pick?before=1', 404],
  ['/library/assets/1.5', 404],
  ['/library/media/1.5/thumb', 404],
  ['/library/download/1.5/original', 404],
  ['/library/size/1.5/png-2000', 404],
  ['/library/size/1.5/custom?width=9000&format=png', 404],
  ['/library/size/1.5/clip?from=1&to=2&form=gif', 404],
  ['/library/size/1.5/clip?from=NaN&to=2&form=gif', 422],
  ['/admin/audit?subject=1.5&actor=%25', 200],
  ['/admin/audit?type=none', 422],
  ['/admin/audit?from=2026-02-31', 422],
  ['/admin/audit?to=2026-13-01T10:00', 422],
  ['/p/press/a/1.5', 404],
  ['/p/press/c/1.5', 404],
  ['/p/press/media/1.5/thumb', 404],
  ['/p/press/download/1.5/web', 404],
  ['/p/press/size/1.5/png-2000', 404],
  ['/p/press/c/1.5/kit.zip?asset=1.5&size=huge', 404],
  ['/themes/press/1.5.css', 404],
])('the address %s answers %s', async (address, status) => {
  expect((await ander.ask(address)).status).toBe(status)
})
