import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importsOf } from '#tests/support/import-world'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { changeFoldersAndHold } from '~/domain/assets/folder-moves.commands.server'
import { releaseHold } from '~/domain/assets/holds.commands.server'
import { countHeld, heldFiles, holdReasons } from '~/domain/assets/holds.queries.server'
import { moveAssets } from '~/domain/assets/home-folder.commands.server'
import { findAsset } from '~/domain/assets/versions.queries.server'
import { deliver } from '~/domain/delivery/delivery.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { editPicture, restoreEdited } from '~/domain/edits/edits.commands.server'
import { editOf } from '~/domain/edits/edits.queries.server'
import { changeFolders } from '~/domain/folders/folders.commands.server'
import { RulesForm } from '~/domain/folders/ingest-rules'
import { changeRules } from '~/domain/folders/ingest-rules.commands.server'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { discardHeld } from '~/domain/review/discard-held.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { UNEDITED } from '~/platform/images/edit-recipe'

let world: World
let folderId: string
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
let made = 0
beforeEach(async () => {
  folderId = await folder()
})

async function folder(parentId: string | null = null): Promise<string> {
  const id = await changeFolders(world.db, actorOf(world.mara), { intent: 'create', name: `Press ${made++}`, parentId })
  if (!id) throw new Error('no folder')
  return id
}
const rule = (fields: Record<string, unknown>, id = folderId) =>
  changeRules(world.db, world.mara, id, RulesForm.parse({ intent: 'set', ...fields }))

async function arrive(
  options: { fileName?: string; targetAssetId?: string; bytes?: Buffer; scan?: 'clean' | 'refused' } = {},
) {
  const { fileName = 'ridge.jpg', bytes = await world.jpeg(), targetAssetId, scan } = options
  const taken = await world.takeInBytes(bytes, fileName, {
    targetAssetId,
    ...(targetAssetId ? {} : { folderId }),
    ...(scan && { scan: async () => scan }),
  })
  if (taken.outcome !== 'taken') throw new Error(`not taken in: ${JSON.stringify(taken)}`)
  return taken
}

const approve = async (assetId: string, versionId: string) => {
  await world.describe(assetId, 'A ridge')
  await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
}

describe('a file that breaks a rule of its folder', () => {
  test('is held with every reason, listed, and visible to editors', async () => {
    await rule({ kinds: ['vector'], leastSide: 1000, namePattern: '2026-*', profile: 'sRGB' })
    const { assetId, versionId, held } = await arrive()
    expect(held).toMatchObject([
      { rule: 'type', extension: 'jpg' },
      { rule: 'too_small', width: 64, height: 48, least: 1000 },
      { rule: 'no_profile', wanted: 'sRGB' },
      { rule: 'name', pattern: '2026-*' },
    ])
    expect(await holdReasons(world.db, versionId)).toEqual(held)
    expect(await heldFiles(world.db, folderId)).toMatchObject([{ assetId, fileName: 'ridge.jpg', byName: 'Iker' }])
    const iker: Viewer = { kind: 'staff', personId: world.iker.id, name: 'Iker', role: 'editor' }
    const scope = { db: world.db, viewer: iker, now: await dbNow(world.db) }
    expect(await staffAssets(scope, [assetId], 'en')).toHaveLength(1)
    const events = await world.db.selectFrom('auditEvent').select('type').where('subjectId', '=', assetId).execute()
    expect(events.map(({ type }) => type)).toContain('asset.held')
  })

  test('cannot be submitted or approved until a manager lets it in', async () => {
    await rule({ kinds: ['vector'] })
    const { assetId, versionId } = await arrive()
    await world.describe(assetId, 'A ridge')
    const submit = () => transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
    await expect(submit()).rejects.toMatchObject({ code: 'review.held' })
    await expect(releaseHold(world.db, world.iker, assetId, versionId)).rejects.toMatchObject({ code: 'role.required' })
    const before = await countHeld(world.db)
    await releaseHold(world.db, world.mara, assetId, versionId)
    expect(await countHeld(world.db)).toBe(before - 1)
    await submit()
    await expect(releaseHold(world.db, world.mara, assetId, versionId)).rejects.toMatchObject({
      code: 'version.not_held',
    })
  })

  test('is not delivered even if it is approved by other means', async () => {
    await rule({ kinds: ['vector'] })
    const { assetId, versionId } = await arrive()
    await world.db.updateTable('assetVersion').set({ state: 'approved' }).where('id', '=', versionId).execute()
    await world.db.updateTable('asset').set({ approvedVersionId: versionId }).where('id', '=', assetId).execute()
    const nerea: Viewer = { kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' }
    const scope = { db: world.db, viewer: nerea, now: await dbNow(world.db) }
    expect(await deliver(scope, [assetId], 'original')).toMatchObject([{ outcome: 'refused', refused: 'held' }])
    expect(await staffAssets(scope, [assetId], 'en')).toEqual([])
  })

  test('as a new version leaves the approved one delivered, and sending it away brings that one back', async () => {
    const { assetId, versionId } = await arrive()
    await approve(assetId, versionId)
    await rule({ namePattern: 'logo-*' })
    const second = await arrive({ targetAssetId: assetId, fileName: 'next.jpg' })
    expect(second.held).toMatchObject([{ rule: 'name' }])
    const asset = await world.db.selectFrom('asset').selectAll().where('id', '=', assetId).executeTakeFirstOrThrow()
    expect(asset).toMatchObject({ approvedVersionId: versionId, currentVersionId: second.versionId })
    expect(await discardHeld(world, world.mara, assetId, second.versionId)).toEqual({ done: 'restored' })
    expect(await heldFiles(world.db, folderId)).toEqual([])
    const again = await restoreEdited(world, world.iker, assetId, second.versionId)
    expect(await holdReasons(world.db, again.versionId), 'a held version that is restored is held').toHaveLength(1)
  })

  test('gives way to the version before as that one was edited', async () => {
    const { assetId, versionId } = await arrive()
    const recipe = { ...UNEDITED, turns: 1 as const, levels: { black: 10, white: 240, gamma: 1 } }
    await editPicture(world.db, world.iker, { assetId, versionId, revision: 0 }, { intent: 'save', recipe })
    await approve(assetId, versionId)
    await rule({ namePattern: 'logo-*' })
    const second = await arrive({ targetAssetId: assetId, fileName: 'next.jpg' })
    await discardHeld(world, world.mara, assetId, second.versionId)
    const current = (await findAsset(world.db, assetId))?.currentVersionId ?? ''
    expect(current).not.toBe(second.versionId)
    expect(await editOf(world.db, current)).toMatchObject({ recipe })
  })

  test('is not sent away from a page that is out of date: the approved version stays, and a new one is seen first', async () => {
    const { assetId, versionId } = await arrive()
    await approve(assetId, versionId)
    await rule({ namePattern: 'logo-*' })
    const second = await arrive({ targetAssetId: assetId, fileName: 'next.jpg' })
    const third = await arrive({ targetAssetId: assetId, fileName: 'logo-3.jpg' })
    const discard = (asset: string, version: string) => discardHeld(world, world.mara, asset, version)
    await expect(discard(assetId, second.versionId)).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
    const other = await arrive({ fileName: 'other.jpg' })
    await expect(discard(other.assetId, second.versionId)).rejects.toMatchObject({ code: 'version.unknown' })
    await expect(discard(assetId, third.versionId)).rejects.toMatchObject({ code: 'version.not_held' })
    expect(
      await world.db
        .selectFrom('asset')
        .selectAll()
        .where('id', 'in', [assetId, other.assetId])
        .orderBy('id')
        .execute(),
    ).toMatchObject([
      { approvedVersionId: versionId, currentVersionId: third.versionId, deletedAt: null },
      { currentVersionId: other.versionId, deletedAt: null },
    ])
  })

  test('as a new asset goes to the bin when a manager sends it away', async () => {
    await rule({ kinds: ['vector'] })
    const { assetId, versionId } = await arrive()
    await expect(discardHeld(world, world.iker, assetId, versionId)).rejects.toMatchObject({ code: 'role.required' })
    expect(await discardHeld(world, world.mara, assetId, versionId)).toEqual({ done: 'binned' })
    expect(await heldFiles(world.db, folderId)).toEqual([])
  })
})

describe('rules of a folder', () => {
  test('apply in the folders below until one has its own, and end when they are inherited again', async () => {
    const below = await folder(folderId)
    const deepest = await folder(below)
    await rule({ kinds: ['vector'] })
    expect(await rulesFor(world.db, deepest)).toMatchObject({ folderId, kinds: ['vector'] })
    await rule({ kinds: ['photo'] }, below)
    expect(await rulesFor(world.db, deepest)).toMatchObject({ folderId: below, kinds: ['photo'] })
    await changeRules(world.db, world.mara, below, { intent: 'inherit' })
    expect(await rulesFor(world.db, deepest)).toMatchObject({ folderId })
    expect(await rulesFor(world.db, await folder())).toBeUndefined()
    expect(await rulesFor(world.db, null)).toBeUndefined()
  })

  test('let in what keeps them, and are changed by managers only', async () => {
    await rule({ extensions: 'jpg', leastSide: 48, namePattern: 'ridge*' })
    expect((await arrive()).held).toEqual([])
    await expect(changeRules(world.db, world.iker, folderId, { intent: 'inherit' })).rejects.toMatchObject({
      code: 'role.required',
    })
  })

  test('that ask for a scan hold what it refuses, and everything while there is none', async () => {
    await rule({ isScanned: true })
    expect((await arrive({ scan: 'clean' })).held).toEqual([])
    expect((await arrive({ scan: 'refused' })).held).toEqual([{ rule: 'scan_refused' }])
    expect((await arrive()).held).toEqual([{ rule: 'scan_failed' }])
  })

  test('apply to imported files, whose report says so', async () => {
    await rule({ kinds: ['vector'] })
    const imports = importsOf(world)
    await mkdir(path.join(imports.root, 'shoot'), { recursive: true })
    await writeFile(path.join(imports.root, 'shoot/a.jpg'), await world.jpeg())
    const id = await imports.run({ kind: 'folder', location: 'shoot', folderId })
    expect(await imports.results(id)).toEqual({ 'a.jpg': 'created held' })
    expect(await heldFiles(world.db, folderId)).toMatchObject([{ fileName: 'a.jpg' }])
  })

  test('that ask for a colour profile hold drafts that are moved there, since a move reads no profile', async () => {
    const target = folderId
    folderId = await folder()
    const draft = await arrive()
    const drawing = await arrive({
      fileName: 'logo.svg',
      bytes: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${draft.assetId}</title></svg>`,
      ),
    })
    await rule({ profile: 'sRGB' }, target)
    await inTransaction(world.db, (trx) =>
      moveAssets(trx, actorOf(world.iker), [draft.assetId, drawing.assetId], target),
    )
    expect(await holdReasons(world.db, draft.versionId)).toEqual([{ rule: 'profile_unread', wanted: 'sRGB' }])
    expect(await holdReasons(world.db, drawing.versionId)).toEqual([])
  })

  test('hold drafts in folders that are moved below, down to folders with rules of their own', async () => {
    const target = folderId
    await rule({ kinds: ['vector'] }, target)
    const moved = await folder()
    const [own, below] = [await folder(moved), await folder(moved)]
    await rule({ kinds: ['photo'] }, own)
    const arriveIn = (id: string) => {
      folderId = id
      return arrive()
    }
    const [top, deep, approved, binned] = [
      await arriveIn(moved),
      await arriveIn(below),
      await arriveIn(below),
      await arriveIn(below),
    ]
    const ruled = [await arriveIn(own), await arriveIn(await folder(own))]
    await approve(approved.assetId, approved.versionId)
    await deleteAssets(world.db, world.iker, [binned.assetId])
    const move = (id: string, parentId: string | null) =>
      changeFoldersAndHold(world.db, actorOf(world.iker), { intent: 'move', id, parentId })
    const areHeld = (taken: { versionId: string }[]) =>
      Promise.all(taken.map(async ({ versionId }) => (await holdReasons(world.db, versionId)).length > 0))
    await move(moved, await folder())
    expect(await areHeld([top, deep]), 'no rules there either').toEqual([false, false])
    await move(moved, target)
    expect(await areHeld([top, deep, binned])).toEqual([true, true, true])
    expect(await areHeld([approved, ...ruled])).toEqual([false, false, false])
    await releaseHold(world.db, world.mara, deep.assetId, deep.versionId)
    await move(moved, null)
    await move(moved, target)
    expect(await areHeld([deep]), 'what a manager let in').toEqual([false])
  })

  test('hold no drafts in folders that are moved to where the same rules apply', async () => {
    const [from, to] = [await folder(folderId), await folder(folderId)]
    const target = folderId
    folderId = from
    const early = await arrive()
    await rule({ kinds: ['vector'] }, target)
    await changeFoldersAndHold(world.db, actorOf(world.iker), { intent: 'move', id: from, parentId: to })
    expect(await holdReasons(world.db, early.versionId)).toEqual([])
  })

  test('hold drafts that are moved there, and not what is approved', async () => {
    const target = folderId
    folderId = await folder()
    const draft = await arrive()
    const approved = await arrive()
    await approve(approved.assetId, approved.versionId)
    await rule({ kinds: ['vector'] }, target)
    await inTransaction(world.db, (trx) =>
      moveAssets(trx, actorOf(world.iker), [draft.assetId, approved.assetId], target),
    )
    expect(await heldFiles(world.db, target)).toMatchObject([{ assetId: draft.assetId }])
  })
})
