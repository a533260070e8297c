import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { Operation } from '~/domain/bulk/bulk-edit'
import {
  mayUndo,
  planBulkEdit,
  startBulkEdit,
  stopBulkEdit,
  undoBulkEdit,
} from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes, findBulkEdit } from '~/domain/bulk/bulk-edits.queries.server'
import { runBatch } from '~/domain/bulk/run-bulk-edit.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { textChanges } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  ids = []
  for (let n = 0; n < 3; n++) ids.push((await world.photo('draft')).assetId)
})

const plan = (asked: Partial<Operation>, of = ids) =>
  planBulkEdit(world.db, world.iker, Operation.parse({ act: 'set', field: 'description', locale: 'en', ...asked }), of)

async function run(asked: Partial<Operation>, of = ids): Promise<string> {
  const editId = await plan(asked, of)
  await startBulkEdit(world.db, world.iker, editId)
  await world.runJobs()
  return editId
}

const texts = async (fieldId: number = FIELD_ID.description) => {
  const values = await valuesOf(world.db, ids, { fields: [fieldId] })
  return ids.map((id) => (values.get(id) ?? []).map(({ text }) => text).join('|'))
}
const outcomes = async (editId: string) => (await countOutcomes(world.db, editId)).outcomes
const set = (id: string, text: string) =>
  inTransaction(world.db, (trx) => setValues(trx, actorOf(world.mara), textChanges(id, { description: { en: text } })))

describe('a change of many assets', () => {
  test('is made when it is begun, told for each asset, and is in the history of each', async () => {
    await set(ids[0]!, 'Limestone')
    const editId = await plan({ value: 'Limestone' })
    expect(await texts()).toEqual(['Limestone', '', ''])
    await startBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await texts()).toEqual(['Limestone', 'Limestone', 'Limestone'])
    expect(await outcomes(editId)).toEqual({ changed: 2, unchanged: 1 })
    expect(await findBulkEdit(world.db, editId)).toMatchObject({ state: 'done', personName: world.iker.name })
    const { rows } = await world.pool.query('select asset_id from metadata_change where edit_id = $1', [editId])
    expect(rows.map((row) => row.asset_id).sort()).toEqual([ids[1], ids[2]].sort())
    const log = await world.pool.query(
      "select subject_id from audit_event where type = 'asset.described' and subject_id = any($1)",
      [ids],
    )
    expect(new Set(log.rows.map((row) => row.subject_id))).toContain(ids[1])
  })

  test('is taken back, but for what was changed again since', async () => {
    await set(ids[0]!, 'First')
    const editId = await run({ value: 'Second' })
    await set(ids[1]!, 'By hand')
    const undoId = await undoBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await texts()).toEqual(['First', 'By hand', ''])
    expect(await outcomes(undoId)).toEqual({ changed: 2, changed_since: 1 })
    await expect(undoBulkEdit(world.db, world.iker, editId)).rejects.toMatchObject({ code: 'bulk_edit.not_undoable' })
    await expect(undoBulkEdit(world.db, world.iker, undoId)).rejects.toMatchObject({ code: 'bulk_edit.not_undoable' })
  })

  test('is taken back once, by whoever asks first', async () => {
    const editId = await run({ value: 'Second' })
    const asked = await Promise.allSettled([1, 2, 3].map(() => undoBulkEdit(world.db, world.iker, editId)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('can be taken back for thirty days', async () => {
    const editId = await run({ value: 'Second' })
    const edit = (await findBulkEdit(world.db, editId))!
    const days = (count: number) => new Date(edit.endedAt!.getTime() + count * 86_400_000)
    expect([mayUndo(edit, days(29.9)), mayUndo(edit, days(30.1))]).toEqual([true, false])
  })

  test('never takes the last title away, and tells so', async () => {
    const editId = await run({ act: 'clear', field: 'title', locale: '' })
    expect(await outcomes(editId)).toEqual({ required: 3 })
    expect((await texts(FIELD_ID.title)).every(Boolean)).toBe(true)
  })

  test('replaces in all languages', async () => {
    await inTransaction(world.db, (trx) =>
      setValues(trx, actorOf(world.mara), textChanges(ids[0]!, { description: { en: 'The Cat', de: 'Cat!' } })),
    )
    await run({ act: 'replace', locale: '', find: 'cat', replacement: 'Dog' })
    expect((await texts())[0]).toBe('Dog!|The Dog')
  })

  test('leaves assets that went to the bin meanwhile', async () => {
    const editId = await plan({ value: 'New' })
    await world.pool.query('update asset set deleted_at = now() where id = $1', [ids[2]])
    await startBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await outcomes(editId)).toEqual({ changed: 2, unknown: 1 })
  })

  test('changes nothing more once it is stopped, and goes on when it is begun again', async () => {
    const editId = await plan({ value: 'New' })
    await startBulkEdit(world.db, world.iker, editId)
    await stopBulkEdit(world.db, editId)
    expect(await runBatch(world.db, editId)).toBe(false)
    expect(await outcomes(editId)).toEqual({})
    await startBulkEdit(world.db, world.iker, editId)
    await world.runJobs()
    expect(await outcomes(editId)).toEqual({ changed: 3 })
  })

  test('changes nothing for a person who may no longer edit', async () => {
    const editId = await plan({ value: 'New' })
    await startBulkEdit(world.db, world.iker, editId)
    await world.pool.query("update person set role = 'viewer' where id = $1", [world.iker.id])
    try {
      await world.runJobs()
      expect(await outcomes(editId)).toEqual({ unknown: 3 })
    } finally {
      await world.pool.query("update person set role = 'editor' where id = $1", [world.iker.id])
    }
  })

  test('that runs beside a save of one asset loses neither', async () => {
    const editId = await plan({ act: 'append', field: 'keywords', locale: '', value: 'winter' })
    await startBulkEdit(world.db, world.iker, editId)
    const empty = { title: { en: 'A title' }, description: {}, altText: {}, usageTerms: {}, keywords: ['snow'] }
    await Promise.all([world.runJobs(), ...ids.map((id) => describeAsset(world.db, world.mara, id, empty))])
    // Whichever came last: the words of the save alone, or both.
    for (const words of await texts(FIELD_ID.keywords)) expect(['snow', 'snow|winter']).toContain(words)
  })
})

describe('a change that cannot be', () => {
  test.each<[string, Partial<Operation>, string, string]>([
    ['of a field that is unknown', { field: 'mood' }, 'bulk_edit.field_unknown', 'field'],
    ['without a value', { value: ' ' }, 'form.required', 'value'],
    ['without a language', { locale: '', value: 'x' }, 'form.required', 'locale'],
    ['without what is looked for', { act: 'replace' }, 'form.required', 'find'],
    ['of an act that the field does not have', { act: 'remove', value: 'x' }, 'form.invalid', 'act'],
    ['to a text that is too long', { field: 'title', value: 'x'.repeat(201) }, 'form.invalid', 'value'],
  ])('%s is told beside its field', async (_, asked, code, field) => {
    await expect(plan(asked)).rejects.toMatchObject({ code, facts: { field } })
  })

  test('of no assets is refused', () =>
    expect(plan({ value: 'x' }, [])).rejects.toMatchObject({ code: 'bulk_edit.no_assets' }))
})
