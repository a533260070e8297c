import { candidatesFor, choosableTemplates } from '~/domain/templates/applied-template.queries.server'
import { reachable } from '~/domain/templates/template'
import type { Db } from '~/platform/db.server'
import type { UploadTemplates } from './upload-template'

export const NO_TEMPLATES: UploadTemplates = { all: [], applied: [] }

/** Returns the templates for what is uploaded to a folder. */
export async function loadUploadTemplates(db: Db, folderId: string | undefined): Promise<UploadTemplates> {
  const all = await choosableTemplates(db)
  const applied = all.length > 0 ? reachable(await candidatesFor(db, { folderId })) : []
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return { all: all.map(named), applied: applied.map(named) }
}
