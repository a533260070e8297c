import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { noteVersion } from '~/domain/assets/version-notes.commands.server'
import { findAsset, versionsOf } from '~/domain/assets/versions.queries.server'
import { restoreEdited } from '~/domain/edits/edits.commands.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const lastEvent = (assetId: string) =>
  world.db
    .selectFrom('auditEvent')
    .select(['type', 'actorName', 'facts'])
    .where('subjectId', '=', assetId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

/** An approved asset with a second version, which is current. */
async function twoVersions() {
  const first = await world.photo('approved', { fileName: 'logo-2019.jpg' })
  const second = await world.takeInBytes(await world.jpeg(), 'logo-2026.jpg', { targetAssetId: first.assetId })
  if (second.outcome !== 'taken') throw new Error('not taken in')
  return { assetId: first.assetId, first: first.versionId, second: second.versionId }
}
const restore = (assetId: string, versionId: string) => restoreEdited(world, world.iker, assetId, versionId)

describe('a restored version', () => {
  test('is a new draft of the same bytes, current, while the approved one stays approved', async () => {
    const { assetId, first, second } = await twoVersions()
    const { number, versionId } = await restore(assetId, first)
    expect(number).toBe(3)
    expect(await findAsset(world.db, assetId)).toMatchObject({ currentVersionId: versionId, approvedVersionId: first })
    const [third, , original] = await versionsOf(world.db, assetId)
    expect(third).toMatchObject({
      ...{ id: versionId, number: 3, restoredFrom: 1, state: 'draft', note: null, createdByName: 'Iker' },
      ...{ fileName: 'logo-2019.jpg', sha256: original?.sha256, extracted: original?.extracted },
    })
    expect((await versionsOf(world.db, assetId)).map(({ id }) => id)).toContain(second)
  })

  test('is written into the audit log, and its renditions are made by the job', async () => {
    const { assetId, first } = await twoVersions()
    const { versionId } = await restore(assetId, first)
    const facts = { versionId, number: 3, restoredFrom: 1 }
    expect(await lastEvent(assetId)).toMatchObject({ type: 'asset.version_restored', actorName: 'Iker', facts })
    expect(await world.queued('make_renditions')).toContainEqual({ versionId })
    await world.runJobs()
    const made = await world.db.selectFrom('rendition').select('state').where('versionId', '=', versionId).execute()
    expect(made.length).toBeGreaterThan(0)
    expect(made.every(({ state }) => state === 'made')).toBe(true)
  })

  test('is refused when it is current, and when the current one has the same bytes', async () => {
    const { assetId, first, second } = await twoVersions()
    await expect(restore(assetId, second)).rejects.toMatchObject({ code: 'version.is_current' })
    await restore(assetId, first)
    await expect(restore(assetId, first)).rejects.toMatchObject({ code: 'version.is_current' })
    expect(await versionsOf(world.db, assetId)).toHaveLength(3)
  })

  test('is refused when the store has lost its bytes', async () => {
    const { assetId, first } = await twoVersions()
    const [, oldest] = await versionsOf(world.db, assetId)
    await world.storage.delete(originalKey(oldest?.sha256 ?? ''))
    await expect(restore(assetId, first)).rejects.toMatchObject({ code: 'version.bytes_gone' })
  })

  test('is refused for versions of other assets and for assets in the bin', async () => {
    const [{ assetId, first }, other] = [await twoVersions(), await twoVersions()]
    await expect(restore(assetId, other.first)).rejects.toMatchObject({ code: 'version.unknown' })
    await expect(restore(assetId, 'no id')).rejects.toMatchObject({ code: 'version.unknown' })
    await world.pool.query('update asset set deleted_at = now() where id = $1', [assetId])
    await expect(restore(assetId, first)).rejects.toMatchObject({ code: 'asset.unknown' })
  })
})

describe('the note of a version', () => {
  test('is set, changed and removed, each with a line of the audit log, but not by an equal note', async () => {
    const { assetId, second } = await twoVersions()
    const note = (text: string) => noteVersion(world.db, world.iker, assetId, { versionId: second, note: text })
    const events = async () =>
      (await world.db.selectFrom('auditEvent').select('id').where('subjectId', '=', assetId).execute()).length
    await note('New logo')
    expect((await versionsOf(world.db, assetId))[0]?.note).toBe('New logo')
    expect(await lastEvent(assetId)).toMatchObject({
      ...{ type: 'asset.version_noted', facts: { versionId: second, number: 2, note: 'New logo' } },
    })
    const before = await events()
    await note('New logo')
    expect(await events()).toBe(before)
    await note('')
    expect((await versionsOf(world.db, assetId))[0]?.note).toBeNull()
  })

  test('is refused for a version of another asset', async () => {
    const [{ assetId }, other] = [await twoVersions(), await twoVersions()]
    const wrong = noteVersion(world.db, world.iker, assetId, { versionId: other.first, note: 'x' })
    await expect(wrong).rejects.toMatchObject({ code: 'version.unknown' })
  })
})
