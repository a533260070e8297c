import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsOf } from '#tests/support/import-world'
import { zipOf } from '#tests/support/made-archives'
import { openWorld, type World } from '#tests/support/world'
import type { ArrivedFile } from '~/domain/assets/ingest.commands.server'
import { planTemplate, startBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes } from '~/domain/bulk/bulk-edits.queries.server'
import { changeFolders } from '~/domain/folders/folders.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { textOfContent } from '~/domain/metadata/field-input'
import { NewField } from '~/domain/metadata/field-settings'
import { createField, retireField } from '~/domain/metadata/fields.commands.server'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { choosableTemplates, templateOf } from '~/domain/templates/applied-template.queries.server'
import { templateSchema } from '~/domain/templates/template-form'
import {
  changeTemplate,
  createTemplate,
  restoreTemplate,
  retireTemplate,
} from '~/domain/templates/templates.commands.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let made = 0
beforeAll(async () => {
  world = await openWorld()
  for (const field of [
    { key: 'campaign', type: 'text' as const, labels: { en: 'Campaign' } },
    { key: 'released', type: 'date' as const, labels: { en: 'Released' } },
  ])
    await createField(world.db, world.mara, NewField.parse({ ...field, group: 'description', help: {} }))
})
afterAll(() => world.close())

const NONE = { title: {}, description: {}, alt_text: {}, usage_terms: {} }
const input = async ({ fields = {}, ...asked }: { fields?: object; [name: string]: unknown }) => {
  const given = { name: `Template ${++made}`, fields: { ...NONE, ...fields }, ...asked }
  return templateSchema(await listFields(world.db)).parse(given)
}
const template = async (asked: Parameters<typeof input>[0]) => createTemplate(world.db, world.mara, await input(asked))
const folder = async (parentId: string | null = null) =>
  (await inTransaction(world.db, (trx) =>
    changeFolders(trx, actorOf(world.mara), { intent: 'create', name: `Folder ${++made}`, parentId }),
  )) ?? ''

/** A photograph of which its file says who made it, a description in English, and a keyword. */
const photo = async () => {
  const background = { r: (made * 53) % 256, g: (made * 19) % 256, b: ++made % 256 }
  const iptc = { Artist: 'Ane in the file', ImageDescription: 'The file describes it' }
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .withExif({ IFD0: { ...iptc, Software: String(made) } })
    .jpeg()
    .toBuffer()
}
const arrive = async (where: Partial<ArrivedFile> = {}, bytes?: Buffer, name = `file-${++made}.jpg`) => {
  const taken = await world.takeInBytes(bytes ?? (await photo()), name, where)
  if (taken.outcome !== 'taken') throw new Error(JSON.stringify(taken))
  return taken.assetId
}
/** The values of an asset: `description:en` and its texts. */
async function says(assetId: string): Promise<Record<string, string>> {
  const fields = new Map((await listFields(world.db)).map(({ id, key }) => [id, key]))
  const said: Record<string, string> = {}
  for (const value of (await valuesOf(world.db, [assetId])).get(assetId) ?? []) {
    const place = [fields.get(value.fieldId), value.locale].filter(Boolean).join(':')
    said[place] = said[place] ? `${said[place]}, ${textOfContent(value)}` : textOfContent(value)
  }
  return said
}
const missing = async (assetId: string) => (await loadReadiness(world.db, [assetId])).get(assetId)?.missing

describe('a template', () => {
  test('fills what the file says nothing of, adds keywords, replaces what it is told to, and is named in the history', async () => {
    const folderId = await folder()
    const name = 'Press photographs'
    await template({
      ...{ name, applies: 'folders', folders: [undefined, folderId], keywords: 'press, 2026' },
      fields: {
        description: { en: 'From the template' },
        usage_terms: { en: 'Free for the press', eu: 'Prentsarentzat librea' },
        ...{ creator: 'The house', credit_line: 'Visit Mendialde', campaign: 'Winter', released: '2026-12-01' },
      },
      modes: { creator: 'replace', keywords: 'add' },
    })
    const assetId = await arrive({ folderId: await folder(folderId) })
    const said = await says(assetId)
    expect(said).toEqual({
      ...{ 'title:en': expect.stringMatching(/^file \d/), 'description:en': 'The file describes it' },
      ...{ 'usage_terms:en': 'Free for the press', 'usage_terms:eu': 'Prentsarentzat librea', keywords: 'press, 2026' },
      ...{ creator: 'The house', credit_line: 'Visit Mendialde', campaign: 'Winter', released: '2026-12-01' },
    })
    const history = await historyOfValues(world.db, assetId, { limit: 50 })
    expect(new Set(history.map((line) => [line.templateName, line.actorName].join()))).toEqual(
      new Set([`${name},Iker`]),
    )
    const replaced = history.find(({ fieldId }) => fieldId === FIELD_ID.creator)
    expect(replaced).toMatchObject({ before: [{ text: 'Ane in the file' }], after: [{ text: 'The house' }] })
    expect(history).toHaveLength(7)
    expect(await templateOf(world.db, assetId)).toMatchObject({ name, required: [] })
  })

  test('does not replace what is stated beside the file', async () => {
    const fields = { description: { en: 'From the template' }, creator: 'The house' }
    const templateId = await template({ fields, modes: { description: 'replace', creator: 'replace' } })
    const stated = { texts: { description: { fr: 'Du manifeste' } }, credits: { creator: 'Of the manifest' } }
    const said = await says(await arrive({ templateId, stated }))
    expect(said).toMatchObject({ 'description:fr': 'Du manifeste', creator: 'Of the manifest' })
    expect(said['description:en']).toBe('The file describes it')
  })

  test('describes a file without a title of its own in the language of its title', async () => {
    const templateId = await template({ fields: { title: { eu: 'Itsasoa' } } })
    const bytes = await world.jpeg()
    const assetId = await arrive({ templateId }, bytes)
    expect(await says(assetId)).toEqual({ 'title:eu': 'Itsasoa' })
    const asset = await world.db.selectFrom('asset').select('sourceLocale').where('id', '=', assetId).executeTakeFirst()
    expect(asset?.sourceLocale).toBe('eu')
  })

  test('is that which was chosen, else of the nearest folder, for the kind first, else that for everything', async () => {
    const [outer, other] = [await folder(), await folder()]
    const inner = await folder(outer)
    const of = (campaign: string, asked: object) => template({ fields: { campaign }, ...asked })
    const everywhere = await of('everywhere', { applies: 'everywhere' })
    await of('outer', { applies: 'folders', folders: [outer] })
    await of('outer photographs', { applies: 'folders', folders: [outer], kinds: ['photo'] })
    await of('inner films', { applies: 'folders', folders: [inner], kinds: ['video'] })
    const chosen = await of('chosen', {})
    const films = await of('chosen films', { kinds: ['video'] })
    const got = async (where: Partial<ArrivedFile>) => (await says(await arrive(where))).campaign
    expect(await got({ folderId: other })).toBe('everywhere')
    expect(await got({})).toBe('everywhere')
    expect(await got({ folderId: inner })).toBe('outer photographs')
    expect(await got({ folderId: inner, templateId: chosen })).toBe('chosen')
    expect(await got({ folderId: inner, templateId: films })).toBe('outer photographs')
    await retireTemplate(world.db, world.mara, chosen)
    expect(await got({ folderId: inner, templateId: chosen })).toBe('outer photographs')
    await retireTemplate(world.db, world.mara, everywhere)
    expect(await got({ templateId: everywhere })).toBeUndefined()
    await expect(of('twice', { applies: 'folders', folders: [other, outer] })).rejects.toMatchObject({
      code: 'template.folder_taken',
    })
    const second = await of('second', { applies: 'everywhere' })
    await expect(restoreTemplate(world.db, world.mara, everywhere)).rejects.toMatchObject({
      code: 'template.folder_taken',
    })
    await retireTemplate(world.db, world.mara, second)
  })

  test('requires fields before submission and approval, beside those of the schema, until it is retired', async () => {
    const templateId = await template({
      required: ['campaign', 'alt_text', 'released'],
    })
    const assetId = await arrive({ templateId })
    await world.describe(assetId, 'Required')
    expect(await missing(assetId)).toEqual(['field:campaign', 'field:released'])
    const { currentVersionId: versionId } = await world.db
      .selectFrom('asset')
      .select('currentVersionId')
      .where('id', '=', assetId)
      .executeTakeFirstOrThrow()
    const submit = () => transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
    await expect(submit()).rejects.toMatchObject({ code: 'review.not_ready' })
    await retireTemplate(world.db, world.mara, templateId)
    expect(await missing(assetId)).toEqual([])
    await restoreTemplate(world.db, world.mara, templateId)
    expect(await missing(assetId)).toEqual(['field:campaign', 'field:released'])
    await changeTemplate(world.db, world.mara, templateId, await input({}))
    await submit()
  })

  test('is refused beside its name when there are as many as can be chosen from', async () => {
    const old = await template({})
    await retireTemplate(world.db, world.mara, old)
    await sql`insert into metadata_template (id, name, applies)
      select gen_random_uuid(), 'Many ' || n, 'chosen' from generate_series(1, 500 - (
        select count(*)::int from metadata_template where retired_at is null)) n`.execute(world.db)
    expect(await choosableTemplates(world.db)).toHaveLength(500)
    const refused = { code: 'template.too_many', facts: { field: 'name', most: 500 } }
    await expect(template({})).rejects.toMatchObject(refused)
    await expect(restoreTemplate(world.db, world.mara, old)).rejects.toMatchObject(refused)
    await sql`delete from metadata_template where name like 'Many %'`.execute(world.db)
  })

  test('of two with one name, or by an editor, is refused; a field that was retired since is left out', async () => {
    const field = { key: 'gone', type: 'text' as const, labels: { en: 'Gone' }, group: 'description', help: {} }
    await createField(world.db, world.mara, NewField.parse(field))
    const templateId = await template({ name: 'Once', fields: { gone: 'x', campaign: 'y' }, required: ['gone'] })
    const twice = await input({ name: 'ONCE' })
    await expect(createTemplate(world.db, world.mara, twice)).rejects.toMatchObject({ code: 'template.name_taken' })
    const asked = await input({})
    expect(() => createTemplate(world.db, world.iker, asked)).toThrow('role.required')
    await retireField(world.db, world.mara, 'gone')
    const assetId = await arrive({ templateId })
    expect(await says(assetId)).toMatchObject({ campaign: 'y' })
    expect(await missing(assetId)).not.toContain('field:gone')
    // A form that was open meanwhile still sends it.
    const sent = { fields: { gone: 'x', campaign: 'z' }, modes: { gone: 'replace' }, required: ['gone'] }
    expect(await says(await arrive({ templateId: await template(sent) }))).toMatchObject({ campaign: 'z' })
  })
})

test('an import applies the template of the folder that each file goes to', async () => {
  const folderId = await folder()
  await template({
    applies: 'folders',
    folders: [folderId],
    fields: { campaign: 'Imported', creator: 'The house' },
    modes: { creator: 'replace' },
  })
  const imports = importsOf(world)
  const uploadId = await imports.upload(zipOf([{ name: 'below/a.jpg', data: await photo() }]), 'import.zip')
  const manifestId = await imports.upload('id;file;creator\nT1;below/a.jpg;Of the manifest', 'import.csv')
  await imports.run({ kind: 'zip', source: 'templates', uploadId, manifestId, folderId, keepsFolders: true })
  const { assetId } = await world.db
    .selectFrom('importedAsset')
    .select('assetId')
    .where('source', '=', 'templates')
    .executeTakeFirstOrThrow()
  expect(await says(assetId)).toMatchObject({ campaign: 'Imported', creator: 'Of the manifest' })
})

test('a template is applied to many assets as one change, which can be taken back with the template that they had before', async () => {
  const before = await template({ required: ['released'] })
  const [one, two, clip] = [
    await arrive({ templateId: before }),
    await arrive(),
    await arrive({}, Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" id="n${++made}"/>`), 'a.svg'),
  ]
  const ids = [one, two, clip]
  const asked = { kinds: ['photo'], required: ['campaign'], keywords: 'late', fields: { creator: 'The house' } }
  const templateId = await template({ ...asked, modes: { keywords: 'add' } })
  const editId = await planTemplate(world.db, world.iker, templateId, ids)
  await startBulkEdit(world.db, world.iker, editId)
  await world.runJobs()
  expect((await countOutcomes(world.db, editId)).outcomes).toEqual({ changed: 2, other_kind: 1 })
  expect(await says(one)).toMatchObject({ keywords: 'late', creator: 'Ane in the file' })
  expect(await missing(one)).toEqual(expect.arrayContaining(['field:campaign']))
  const [last] = await historyOfValues(world.db, one, { limit: 1 })
  expect(last).toMatchObject({ editId, templateName: expect.any(String) })
  const again = await planTemplate(world.db, world.iker, templateId, ids)
  await startBulkEdit(world.db, world.iker, again)
  await world.runJobs()
  expect((await countOutcomes(world.db, again)).outcomes).toEqual({ unchanged: 2, other_kind: 1 })
  await undoBulkEdit(world.db, world.iker, editId)
  await world.runJobs()
  expect((await says(one)).keywords).toBeUndefined()
  expect(await templateOf(world.db, one)).toMatchObject({ id: before })
  expect(await templateOf(world.db, two)).toBeUndefined()
})
