import { sql } from 'kysely'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageMetadata } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { MetadataField } from '~/domain/metadata/field'
import { inputChanges, isList } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { keywordsToWrite } from '~/domain/metadata/keywords.queries.server'
import { referenceChanges } from '~/domain/metadata/resolve-references.commands.server'
import { keywordChange, type ValueChange } from '~/domain/metadata/value'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import type { TemplateField } from './template'
import { MOST_TEMPLATES } from './template'
import { fieldsOfTemplates, isKeywordLine, type TemplateInput } from './template-form'
import { findTemplate, type TemplateSettings } from './templates.queries.server'

/**
 * Adds a template; returns its id. Throws `role.required`, `template.too_many`, `template.name_taken` beside the name, `template.folder_taken` beside the
 * folders, `metadata.no_such_term` and `form.invalid` beside a field.
 */
export const createTemplate = (db: Db, by: Person, input: TemplateInput): Promise<string> =>
  changing(db, by, async (trx) => {
    const id = newId()
    await requireRoom(trx)
    await save(trx, by, id, input)
    await note(trx, by, 'template.created', { id, name: input.name })
    return id
  })

/** Changes everything of a template, for what arrives from now on. Throws as `createTemplate`, and `template.unknown`. */
export const changeTemplate = (db: Db, by: Person, id: string, input: TemplateInput): Promise<void> =>
  changing(db, by, async (trx) => {
    await requireTemplate(trx, id)
    await save(trx, by, id, input)
    await note(trx, by, 'template.changed', { id, name: input.name })
  })

/** Ends the use of a template: nothing gets it any more, and assets need nothing for it. Throws `role.required`, `template.unknown`. */
export const retireTemplate = (db: Db, by: Person, id: string): Promise<void> =>
  changing(db, by, async (trx) => {
    const template = await requireTemplate(trx, id)
    if (template.retiredAt) return
    await trx.updateTable('metadataTemplate').set({ retiredAt: sql<Date>`now()` }).where('id', '=', id).execute()
    await note(trx, by, 'template.retired', template)
  })

/** Brings a retired template back. Throws `role.required`, `template.unknown`, `template.too_many`, `template.folder_taken` when another took its place. */
export const restoreTemplate = (db: Db, by: Person, id: string): Promise<void> =>
  changing(db, by, async (trx) => {
    const template = await requireTemplate(trx, id)
    if (!template.retiredAt) return
    await requireRoom(trx)
    await trx.updateTable('metadataTemplate').set({ retiredAt: null }).where('id', '=', id).execute()
    await requireOwnPlaces(trx, id)
    await note(trx, by, 'template.restored', template)
  })

/** One change at a time, so that of two that take the same place one is refused. */
function changing<T>(db: Db, by: Person, change: (trx: Tx) => Promise<T>): Promise<T> {
  if (!mayManageMetadata(by)) throw new DomainError('role.required', { role: 'manager' })
  return inTransaction(db, async (trx) => {
    await sql`lock table metadata_template in share row exclusive mode`.execute(trx)
    return change(trx)
  })
}

/** Throws `template.too_many` when there are as many as can be chosen from. */
async function requireRoom(trx: Tx): Promise<void> {
  const { count } = await trx
    .selectFrom('metadataTemplate')
    .where('retiredAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_TEMPLATES) throw new DomainError('template.too_many', { field: 'name', most: MOST_TEMPLATES })
}

async function requireTemplate(trx: Tx, id: string): Promise<TemplateSettings> {
  const template = await findTemplate(trx, id)
  if (!template) throw new DomainError('template.unknown')
  return template
}

async function save(trx: Tx, by: Person, id: string, input: TemplateInput): Promise<void> {
  const { name, applies } = input
  const kinds = input.kinds.length > 0 ? sql<string[]>`${[...new Set(input.kinds)]}::text[]` : null
  const taken = await trx
    .selectFrom('metadataTemplate')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (taken) throw new DomainError('template.name_taken', { field: 'name' })
  await trx
    .insertInto('metadataTemplate')
    .values({ id, name, kinds, applies, createdBy: by.id })
    .onConflict((oc) => oc.column('id').doUpdateSet({ name, kinds, applies }))
    .execute()
  await saveFields(trx, id, input)
  await trx.deleteFrom('metadataTemplateFolder').where('templateId', '=', id).execute()
  // A folder that was deleted meanwhile is left out.
  const folders = applies === 'folders' ? input.folders : []
  await sql`insert into metadata_template_folder (folder_id, template_id)
    select id, ${id}::uuid from folder where id = any(${folders}::uuid[]) for key share`.execute(trx)
  await requireOwnPlaces(trx, id)
}

async function saveFields(trx: Tx, templateId: string, input: TemplateInput): Promise<void> {
  await trx.deleteFrom('metadataTemplateField').where('templateId', '=', templateId).execute()
  const rows = (await fieldsIn(trx, templateId, input)).map(({ texts, ...row }) => ({
    ...{ templateId, ...row, texts: JSON.stringify(texts) },
  }))
  if (rows.length > 0) await trx.insertInto('metadataTemplateField').values(rows).execute()
}

/** Returns what the form says of each field that it sets or requires. */
async function fieldsIn(trx: Tx, assetId: string, input: TemplateInput): Promise<TemplateField[]> {
  const fields = fieldsOfTemplates(await listFields(trx))
  const others = fields.filter((field) => !isKeywordLine(field))
  // In place of an asset stands the template, which holds no values.
  const keywords = await keywordsToWrite(trx, assetId, { typed: input.keywords })
  const changes: ValueChange[] = [
    ...inputChanges(assetId, others, input.fields),
    ...(await referenceChanges(trx, { id: assetId, sourceLocale: 'en' }, others, input.fields)),
    keywordChange(assetId, keywords),
  ]
  return fields.flatMap((field): TemplateField[] => {
    const texts = changes
      .filter(({ fieldId, values }) => fieldId === field.id && values.length > 0)
      .map(({ locale = '', values }) => ({ locale, values: [...values] }))
    const isRequired = input.required.includes(field.key)
    if (texts.length === 0 && !isRequired) return []
    return [{ fieldId: field.id, isRequired, mode: modeOf(field, input), texts }]
  })
}

const modeOf = (field: MetadataField, { modes }: TemplateInput): TemplateField['mode'] => {
  const mode = modes[field.key] ?? 'fill'
  return mode === 'add' && !isList(field) ? 'fill' : mode
}

/** Throws `template.folder_taken` when another template is for the same kinds in the same place, so that neither would come first. */
async function requireOwnPlaces(trx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select other.name from metadata_template own, metadata_template other
    where own.id = ${id} and other.id <> own.id and own.retired_at is null and other.retired_at is null
      and (own.kinds && other.kinds or (own.kinds is null and other.kinds is null))
      and ((own.applies = 'everywhere' and other.applies = 'everywhere')
        or (own.applies = 'folders' and other.applies = 'folders' and exists (select 1 from metadata_template_folder f
          join metadata_template_folder g on g.folder_id = f.folder_id and g.template_id = other.id
          where f.template_id = own.id)))
    order by lower(other.name) limit 1`.execute(trx)
  if (rows[0]) throw new DomainError('template.folder_taken', { field: 'applies', name: rows[0].name })
}

const note = (trx: Tx, by: Person, type: AuditType, { id, name }: { id: string; name: string }): Promise<void> =>
  record(trx, actorOf(by), type, { kind: 'template', id, name })
