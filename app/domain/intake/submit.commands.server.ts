import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import type { Guest } from '~/domain/guests/guest'
import { guestActor } from '~/domain/guests/guests.commands.server'
import type { MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { enqueueAll } from '~/platform/queue.server'
import { currentAgreement } from './agreements.queries.server'
import type { Brief } from './brief'
import { unfitting } from './guest-texts'
import { lockBrief } from './lock-brief.server'
import type { SubmissionForm } from './submission-file'
import { takeFile } from './take-file.jobs.server'

interface Submitting {
  guest: Guest
  briefId: string
  now: Date
  network?: string
}

/**
 * Submits all files of a guest that are ready, all or none: from then on they are the brand's. Returns the id of the submission.
 * Throws `brief.unknown`, `brief.closed`, `submission.nothing`, `submission.not_ready` while files are sent or were refused,
 * `submission.incomplete` with the files that lack something required, `submission.agreement` when another text is to be accepted.
 */
export async function submit(
  db: Db,
  { guest, briefId, now, network }: Submitting,
  form: z.output<typeof SubmissionForm>,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    const files = await ownFiles(trx, guest.id)
    const isAnswer = files.length > 0 && files.every(({ replacesId, isRelease }) => replacesId || isRelease)
    if (brief.closedAt || (!isAnswer && brief.dueAt && brief.dueAt <= now)) throw new DomainError('brief.closed')
    if (!files.some(({ isRelease }) => !isRelease)) throw new DomainError('submission.nothing')
    const left = files.filter(({ state }) => state !== 'ready')
    if (left.length > 0) throw new DomainError('submission.not_ready', { count: left.length })
    requireComplete(brief, files, await askedFields(trx, brief))
    const agreement = await requireAgreement(trx, brief, form)
    const id = newId()
    await trx
      .insertInto('submission')
      .values({
        ...{ id, briefId, guestId: guest.id, message: form.message },
        ...{ agreementVersionId: agreement ?? null, madeWithAi: form.madeWithAi ?? null },
      })
      .execute()
    await trx
      .updateTable('submissionFile')
      .set({ state: 'submitted', submissionId: id, changedAt: sql<Date>`now()` })
      .where(sql<boolean>`id = any(${files.map((file) => file.id)}::uuid[])`)
      .execute()
    await enqueueAll(
      trx,
      takeFile,
      files.map((file) => ({ fileId: file.id })),
    )
    const subject = { kind: 'submission' as const, id, name: guest.name }
    await record(trx, guestActor(guest, network), 'submission.received', subject, { briefId, files: files.length })
    return id
  })
}

const ownFiles = (trx: Tx, guestId: string) =>
  trx
    .selectFrom('submissionFile')
    .select(['id', 'fileName', 'state', 'isRelease', 'replacesId', sql<Record<string, string>>`texts`.as('texts')])
    .select(
      sql<boolean>`exists (select 1 from submission_release r where r.file_id = submission_file.id)`.as('hasRelease'),
    )
    .where('guestId', '=', guestId)
    .where('state', 'in', ['receiving', 'checking', 'ready', 'refused', 'failed'])
    .orderBy('id')
    .forUpdate()
    .execute()

type OwnFile = Awaited<ReturnType<typeof ownFiles>>[number]

const askedFields = async (trx: Tx, { fields }: Brief): Promise<MetadataField[]> => {
  const ids = new Set(fields.map(({ fieldId }) => fieldId))
  return (await listFields(trx)).filter(({ id, retiredAt }) => ids.has(id) && !retiredAt)
}

/** New versions keep what was filled in of the first one. */
function requireComplete({ fields, needsRelease }: Brief, files: readonly OwnFile[], asked: MetadataField[]): void {
  const required = new Set(fields.filter(({ isRequired }) => isRequired).map(({ fieldId }) => fieldId))
  const isLacking = ({ texts, hasRelease }: OwnFile) =>
    asked.some(({ id, key }) => required.has(id) && !texts[key]?.trim()) ||
    unfitting(asked, texts).length > 0 ||
    (needsRelease && !hasRelease)
  const lacking = files.filter((file) => !file.isRelease && !file.replacesId && isLacking(file))
  if (lacking.length > 0)
    throw new DomainError('submission.incomplete', { count: lacking.length, files: lacking.map(({ id }) => id) })
}

/** Returns the version of the agreement that is accepted; undefined when there is none. */
async function requireAgreement(trx: Tx, brief: Brief, form: z.output<typeof SubmissionForm>) {
  const current = brief.agreementId ? await currentAgreement(trx, brief.agreementId) : undefined
  if (!current) return undefined
  if (form.agreementVersionId !== current.id)
    throw new DomainError('submission.agreement', { field: 'agreementVersionId' })
  if (current.asksAboutAi && form.madeWithAi === undefined)
    throw new DomainError('form.required', { field: 'madeWithAi' })
  return current.id
}
