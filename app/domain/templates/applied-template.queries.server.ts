import { sql } from 'kysely'
import { DEEPEST } from '~/domain/folders/folder'
import { checkValue } from '~/domain/metadata/check-value'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { textOfContent } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { templateOfAsset } from '~/domain/metadata/required-by-template.server'
import type { Content } from '~/domain/metadata/value'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { MOST_TEMPLATES, type Template, type TemplateField, type TemplateValues } from './template'
import { storedFields } from './templates.queries.server'

/** A template that may be applied to what arrives. */
export interface Candidate {
  id: string
  name: string
  /** Kinds of assets that it is for; null for all. */
  kinds: string[] | null
}

/** Where a file arrives, and the template that was chosen for it. */
export interface Arrival {
  folderId: string | null | undefined
  chosenId?: string | null
}

/**
 * Returns the templates that may be applied to what arrives, best first: the chosen one, those of the folder and of the folders
 * above it, and those for everything; where two are of one place, that for certain kinds first. The first that is for the kind of
 * an asset is applied to it.
 */
export async function candidatesFor(db: Db, { folderId, chosenId }: Arrival): Promise<Candidate[]> {
  const [folder, chosen] = [isId(folderId) ? folderId : null, isId(chosenId) ? chosenId : null]
  const { rows } = await sql<Candidate>`with recursive up as (
      select id, parent_id, 1 as step from folder where id = ${folder}::uuid
      union all select f.id, f.parent_id, up.step + 1 from folder f join up on f.id = up.parent_id
        where up.step <= ${DEEPEST})
    select t.id, t.name, t.kinds from metadata_template t
    left join lateral (select min(up.step) as step from metadata_template_folder f join up on up.id = f.folder_id
      where f.template_id = t.id) place on true
    where t.retired_at is null
      and (t.id = ${chosen}::uuid or t.applies = 'everywhere' or (t.applies = 'folders' and place.step is not null))
    order by t.id = ${chosen}::uuid desc nulls last,
      case when t.applies = 'folders' then place.step end nulls last, t.kinds is null, t.created_at, t.id`.execute(db)
  return rows
}

/** Returns the template that is applied to an asset of a kind when it arrives; undefined when there is none. */
export async function templateFor(db: Db, arrival: Arrival & { kind: string }): Promise<Template | undefined> {
  const found = (await candidatesFor(db, arrival)).find(({ kinds }) => kinds === null || kinds.includes(arrival.kind))
  return found && loadTemplate(db, found, arrival.kind)
}

/** Returns a template that can be applied; undefined when there is none of this id, or it is retired. */
export async function findApplicable(db: Db, id: string | null | undefined): Promise<Candidate | undefined> {
  if (!isId(id)) return undefined
  return db
    .selectFrom('metadataTemplate')
    .select(['id', 'name', 'kinds'])
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
}

/** Returns what a template does to assets of a kind, or to all: fields that are retired or not for the kind are left out. */
export async function loadTemplate(
  db: Db,
  { id, name }: Pick<Candidate, 'id' | 'name'>,
  kind?: string,
): Promise<Template> {
  const known = (await listFields(db)).filter(
    (field) => !field.retiredAt && (kind === undefined || appliesTo(field, kind)),
  )
  const stored = new Map((await storedFields(db, id)).map((field) => [field.fieldId, field]))
  const live = await liveReferences(db, [...stored.values()])
  const fields = known.flatMap((field) => {
    const own = stored.get(field.id)
    return own ? [{ ...own, texts: fitting(field, own.texts, live) }] : []
  })
  return { id, name, fields }
}

/** Returns values as the field takes them now, since its type, its length and its languages may have changed. */
function fitting(field: MetadataField, texts: readonly TemplateValues[], live: LiveReferences): TemplateValues[] {
  const fit = texts.flatMap(({ locale, values }) => {
    const kept = values.flatMap((value): Content | Content[] => {
      const { termId, namedPersonId } = value
      if (termId === undefined && namedPersonId === undefined)
        return checkValue(field, textOfContent(value)).content ?? []
      const id = termId === undefined ? live.persons.get(namedPersonId ?? 0) : live.terms.get(termId)
      return (id !== undefined && checkValue(field, String(id)).content) || []
    })
    return kept.length > 0 ? [{ locale: field.isLocalizable ? locale || 'en' : '', values: kept }] : []
  })
  return fit.filter(({ locale }, index) => fit.findIndex((each) => each.locale === locale) === index)
}

/** Terms and persons that are still there, by the ids of which they were stored; of merged ones those that they became. */
interface LiveReferences {
  terms: ReadonlyMap<number, number>
  persons: ReadonlyMap<number, number>
}

async function liveReferences(db: Db, fields: readonly TemplateField[]): Promise<LiveReferences> {
  const contents = fields.flatMap(({ texts }) => texts.flatMap(({ values }) => values))
  const live = async (table: 'vocabulary_term' | 'named_person', ids: readonly number[]) => {
    if (ids.length === 0) return new Map<number, number>()
    const { rows } = await sql<{ id: number; live: number }>`select id, coalesce(merged_into, id) as live
      from ${sql.table(table)} where id = any(${ids}::integer[])`.execute(db)
    return new Map(rows.map((row) => [row.id, row.live]))
  }
  return {
    terms: await live(
      'vocabulary_term',
      contents.flatMap(({ termId }) => termId ?? []),
    ),
    persons: await live(
      'named_person',
      contents.flatMap(({ namedPersonId }) => namedPersonId ?? []),
    ),
  }
}

/** The template of an asset, and the fields that it requires before approval. */
export interface AssetTemplate {
  id: string
  name: string
  required: number[]
}

/** Returns the template of an asset; undefined when it has none, or it is retired. */
export async function templateOf(db: Db, assetId: string): Promise<AssetTemplate | undefined> {
  const { rows } =
    await sql<AssetTemplate>`select t.id, t.name, array(select f.field_id::int from metadata_template_field f
      where f.template_id = t.id and f.is_required) as required
    from metadata_template t where t.id = ${templateOfAsset(sql`${assetId}::uuid`)}`.execute(db)
  return rows[0]
}

/** Returns the names of the templates that may be chosen, by name. */
export const choosableTemplates = (db: Db): Promise<Candidate[]> =>
  db
    .selectFrom('metadataTemplate')
    .select(['id', 'name', 'kinds'])
    .where('retiredAt', 'is', null)
    .orderBy(sql`lower(name)`)
    .limit(MOST_TEMPLATES)
    .execute()
