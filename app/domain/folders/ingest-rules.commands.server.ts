import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageIngestRules } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'
import type { RulesForm } from './ingest-rules'

/**
 * Gives a folder rules of its own, or those of the folder above again. Files that are there already stay as they are. Throws
 * `role.required`, `folder.unknown`.
 */
export async function changeRules(
  db: Db,
  by: Person,
  folderId: string,
  form: z.output<typeof RulesForm>,
): Promise<void> {
  if (!mayManageIngestRules(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    const folder = await lockById(trx.selectFrom('folder').select(['id', 'name']), folderId)
    if (!folder) throw new DomainError('folder.unknown')
    await trx.deleteFrom('folderRule').where('folderId', '=', folderId).execute()
    if (form.intent === 'set') {
      const { kinds, extensions, leastSide, profile, namePattern, isScanned } = form
      await trx
        .insertInto('folderRule')
        .values({
          ...{ folderId, kinds, extensions, isScanned, changedBy: by.id, changedAt: sql<Date>`now()` },
          ...{ leastSide: leastSide ?? null, profile: profile || null, namePattern: namePattern || null },
        })
        .execute()
    }
    const subject = { kind: 'folder' as const, id: folderId, name: folder.name }
    await record(trx, actorOf(by), 'folder.rules_changed', subject, factsOf(form))
  })
}

const factsOf = (form: z.output<typeof RulesForm>) =>
  form.intent === 'inherit'
    ? { rules: 'inherited' }
    : {
        ...{ rules: 'own', types: [...form.kinds, ...form.extensions].join(', '), leastSide: form.leastSide },
        ...{ profile: form.profile, pattern: form.namePattern, scanned: form.isScanned },
      }
