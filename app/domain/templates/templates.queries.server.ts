import { sql } from 'kysely'
import { DEEPEST, type FolderPath, PATH_SEPARATOR } from '~/domain/folders/folder'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { type Applies, MOST_TEMPLATES, type TemplateField, type TemplateMode, type TemplateValues } from './template'

/** Templates that lists show: all that are in use, and as many that were. */
const MOST_LISTED = 2 * MOST_TEMPLATES
/** Assets of a template are counted up to this many. */
export const MOST_COUNTED = 10_000

/** A template in the list of managers. */
export interface ListedTemplate {
  id: string
  name: string
  kinds: string[] | null
  applies: Applies
  retiredAt: Date | null
  /** Folders in which it applies. */
  folders: number
  /** Fields that it sets, and that it requires. */
  sets: number
  requires: number
  /** Assets that have it or had it; `MOST_COUNTED` stands for that many and more. */
  used: number
}

/** Returns all templates by name, retired ones last. */
export const listTemplates = (db: Db): Promise<ListedTemplate[]> =>
  db
    .selectFrom('metadataTemplate as template')
    .select(['template.id', 'template.name', 'template.kinds', 'template.applies', 'template.retiredAt'])
    .select([
      sql<number>`(select count(*)::int from metadata_template_folder f where f.template_id = template.id)`.as(
        'folders',
      ),
      sql<number>`(select count(*)::int from metadata_template_field f where f.template_id = template.id
        and jsonb_array_length(f.texts) > 0)`.as('sets'),
      sql<number>`(select count(*)::int from metadata_template_field f where f.template_id = template.id
        and f.is_required)`.as('requires'),
      sql<number>`(select count(*)::int from (select 1 from asset_template a where a.template_id = template.id
        limit ${MOST_COUNTED}) counted)`.as('used'),
    ])
    .orderBy(sql`template.retired_at is not null`)
    .orderBy(sql`lower(template.name)`)
    .limit(MOST_LISTED)
    .execute()

/** A template with everything that is set of it. */
export interface TemplateSettings {
  id: string
  name: string
  kinds: string[] | null
  applies: Applies
  retiredAt: Date | null
  folders: Pick<FolderPath, 'id' | 'path'>[]
  fields: TemplateField[]
}

/** Returns a template, retired or not; undefined when there is none of this id. */
export async function findTemplate(db: Db, id: string | undefined): Promise<TemplateSettings | undefined> {
  if (!isId(id)) return undefined
  const template = await db
    .selectFrom('metadataTemplate')
    .select(['id', 'name', 'kinds', 'applies', 'retiredAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return template && { ...template, folders: await foldersOf(db, id), fields: await storedFields(db, id) }
}

/** Returns what is stored of the fields of a template. */
export const storedFields = (db: Db, templateId: string): Promise<TemplateField[]> =>
  db
    .selectFrom('metadataTemplateField')
    .select(['fieldId', 'isRequired', sql<TemplateMode>`mode`.as('mode'), sql<TemplateValues[]>`texts`.as('texts')])
    .where('templateId', '=', templateId)
    .orderBy('fieldId')
    .execute()

/** The folders in which a template applies, with their paths, in the order of the tree. */
async function foldersOf(db: Db, templateId: string): Promise<Pick<FolderPath, 'id' | 'path'>[]> {
  const { rows } = await sql<{ id: string; path: string }>`with recursive up as (
      select f.id, f.parent_id, f.name as path, 1 as step from metadata_template_folder t
        join folder f on f.id = t.folder_id where t.template_id = ${templateId}
      union all select up.id, f.parent_id, f.name || ${PATH_SEPARATOR} || up.path, up.step + 1
        from up join folder f on f.id = up.parent_id where up.step <= ${DEEPEST})
    select id, path from up where parent_id is null order by lower(path)`.execute(db)
  return rows
}
