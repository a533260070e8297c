import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { briefToken } from '~/domain/guests/guest-token.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId, sha256Hex } from '~/platform/ids.server'
import { LOCALES, pickText } from '~/platform/language'
import { instantOf } from '~/platform/zoned-time'
import { type BriefForm, bytesOf } from './brief'
import { briefSubject, lockBrief } from './lock-brief.server'
import { setOpenLink } from './open-link.commands.server'
import { requireShare, withKitPictures } from './reference-kit.queries.server'

interface BriefScope {
  db: Db
  by: Person
  now: Date
  /** The session secret, from which tokens are derived. */
  secret: string
}

/** Creates a brief, open at once, and returns its id. Throws `brief.closes_in_the_past`, `form.choice_gone`. */
export async function createBrief(
  { db, by, now, secret }: BriefScope,
  form: BriefForm,
  locale: string,
): Promise<string> {
  await requireShare(db, by, form.shareId)
  const id = newId()
  const tokenHash = form.isOpenLink ? sha256Hex(briefToken(secret, id, 1)) : null
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('brief')
      .values({ id, sourceLocale: locale, createdBy: by.id, tokenHash, ...columnsOf(form, now) })
      .execute()
    await writeParts(trx, id, await withKitPictures(trx, form))
    await record(trx, actorOf(by), 'brief.created', { kind: 'brief', id, name: titleOf(form, locale) })
  })
  return id
}

/**
 * Saves all settings of a brief at once. Slots that are left out go; what was delivered to them stays without one. Throws
 * `brief.unknown`, `brief.closes_in_the_past`, `form.choice_gone`.
 */
export async function changeBrief({ db, by, now, secret }: BriefScope, id: string, form: BriefForm): Promise<void> {
  await inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, id)
    if (form.shareId !== brief.shareId) await requireShare(trx, by, form.shareId)
    const isSameEnd = brief.dueAt && form.dueAt && +instantOf(form.dueAt, form.zone) === +brief.dueAt
    await trx
      .updateTable('brief')
      .set({ ...columnsOf(form, isSameEnd ? new Date(0) : now), changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await setOpenLink(trx, brief, form.isOpenLink, secret)
    await writeParts(trx, id, await withKitPictures(trx, form))
    await record(trx, actorOf(by), 'brief.changed', briefSubject(brief))
  })
}

/** Closes a brief: guests see what became of their files, and send no more. Idempotent. Throws `brief.unknown`. */
export const closeBrief = (db: Db, by: Person, id: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, id)
    if (brief.closedAt) return
    await trx.updateTable('brief').set({ closedAt: sql<Date>`now()`, closedBy: by.id }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'brief.closed', briefSubject(brief))
  })

/**
 * Opens a closed brief again, or sets another deadline, null for none. Throws `brief.unknown`, `brief.closes_in_the_past`.
 */
export const openBrief = ({ db, by, now }: Omit<BriefScope, 'secret'>, id: string, dueAt: Date | null): Promise<void> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, id)
    if (dueAt && dueAt <= now) throw new DomainError('brief.closes_in_the_past', { field: 'dueAt' })
    await trx.updateTable('brief').set({ dueAt, closedAt: null, closedBy: null }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'brief.opened', briefSubject(brief), { dueAt })
  })

const titleOf = (form: BriefForm, locale: string) => pickText(form.title, locale, 'en')?.value

function columnsOf(form: BriefForm, now: Date) {
  const dueAt = form.dueAt ? instantOf(form.dueAt, form.zone) : null
  if (dueAt && dueAt <= now) throw new DomainError('brief.closes_in_the_past', { field: 'dueAt' })
  const { portalId, collectionId, folderId, templateId, shareId, agreementId, mostFiles, mostGuests, remindsDays } =
    form
  return {
    ...{ portalId: portalId ?? null, collectionId: collectionId ?? null, folderId: folderId ?? null },
    ...{ templateId: templateId ?? null, shareId: shareId ?? null, agreementId: agreementId ?? null },
    ...{ mostFiles: mostFiles ?? null, mostGuests: mostGuests ?? null, remindsDays: remindsDays ?? null },
    ...{ dueAt, zone: form.zone, mostBytes: bytesOf(form.mostGigabytes), rules: JSON.stringify(form.rules) },
    ...{ showsOthers: form.showsOthers, needsCode: form.needsCode, needsRelease: form.needsRelease },
    notice: form.notice,
  }
}

async function writeParts(trx: Tx, briefId: string, form: BriefForm): Promise<void> {
  await trx.deleteFrom('briefText').where('briefId', '=', briefId).execute()
  const texts = (['title', 'text'] as const).flatMap((field) =>
    LOCALES.flatMap((locale) => {
      const value = form[field][locale]
      return value ? [{ briefId, field, locale, value }] : []
    }),
  )
  if (texts.length > 0) await trx.insertInto('briefText').values(texts).execute()
  await trx.deleteFrom('briefField').where('briefId', '=', briefId).execute()
  if (form.fields.length > 0)
    await trx
      .insertInto('briefField')
      .values(form.fields.map((field, position) => ({ briefId, position, ...field })))
      .execute()
  await writeSlots(trx, briefId, form.slots)
}

/** Slots keep their ids, by which files are in them. */
async function writeSlots(trx: Tx, briefId: string, slots: BriefForm['slots']): Promise<void> {
  const own = await trx.selectFrom('briefSlot').select('id').where('briefId', '=', briefId).execute()
  const known = new Set(own.map(({ id }) => id))
  const rows = slots.map(({ id, title, text, wanted, leastSide, referenceAssetId }, position) => ({
    ...{ id: id && known.has(id) ? id : newId(), briefId, position, title, text, wanted },
    ...{ rules: leastSide ? JSON.stringify({ leastSide }) : null, referenceAssetId: referenceAssetId ?? null },
  }))
  const kept = rows.map(({ id }) => id)
  await trx
    .deleteFrom('briefSlot')
    .where('briefId', '=', briefId)
    .where(sql<boolean>`not (id = any(${kept}::uuid[]))`)
    .execute()
  for (const { id, ...row } of rows)
    await trx
      .insertInto('briefSlot')
      .values({ id, ...row })
      .onConflict((oc) => oc.column('id').doUpdateSet(row))
      .execute()
}
