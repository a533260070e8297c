import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { lockAndFind } from '~/platform/lock.server'
import type { Agreement, AgreementForm } from './agreement'
import { findAgreement, newestVersion } from './agreements.queries.server'

/** Creates an agreement with its first version, and returns its id. */
export const createAgreement = (db: Db, by: Person, form: AgreementForm): Promise<string> =>
  inTransaction(db, async (trx) => {
    const id = newId()
    await trx.insertInto('agreement').values({ id, name: form.name, createdBy: by.id }).execute()
    await addVersion(trx, by, { agreementId: id, number: 1 }, form)
    await record(trx, actorOf(by), 'agreement.created', { kind: 'agreement', id, name: form.name })
    return id
  })

/**
 * Saves an agreement. Another text is another version, which contributors accept from then on: what somebody accepted stays as it was.
 * Throws `agreement.unknown`.
 */
export const changeAgreement = (db: Db, by: Person, id: string, form: AgreementForm): Promise<void> =>
  inTransaction(db, async (trx) => {
    const agreement = await lockAgreement(trx, id)
    const newest = await newestVersion(trx, id)
    if (form.name !== agreement.name)
      await trx.updateTable('agreement').set({ name: form.name }).where('id', '=', id).execute()
    const isSame = newest && contentOf(newest) === contentOf(form)
    if (!isSame) await addVersion(trx, by, { agreementId: id, number: (newest?.number ?? 0) + 1 }, form)
    if (!isSame || form.name !== agreement.name)
      await record(trx, actorOf(by), 'agreement.changed', { kind: 'agreement', id, name: form.name })
  })

/** Retires an agreement, so that briefs ask for it no more, or takes it back into use. Idempotent. Throws `agreement.unknown`. */
export const retireAgreement = (db: Db, by: Person, id: string, isRetired: boolean): Promise<void> =>
  inTransaction(db, async (trx) => {
    const agreement = await lockAgreement(trx, id)
    if ((agreement.retiredAt !== null) === isRetired) return
    await trx
      .updateTable('agreement')
      .set({ retiredAt: isRetired ? sql<Date>`now()` : null })
      .where('id', '=', id)
      .execute()
    const type = isRetired ? 'agreement.retired' : 'agreement.changed'
    await record(trx, actorOf(by), type, { kind: 'agreement', id, name: agreement.name })
  })

const lockAgreement = (trx: Tx, id: string): Promise<Agreement> =>
  lockAndFind(trx, id, { table: 'agreement', find: findAgreement, unknown: 'agreement.unknown' })

const addVersion = (trx: Tx, by: Person, of: { agreementId: string; number: number }, form: AgreementForm) =>
  trx
    .insertInto('agreementVersion')
    .values({
      ...{ id: newId(), ...of, texts: JSON.stringify(stated(form.texts)), createdBy: by.id },
      ...{ assignsRights: form.assignsRights, asksAboutAi: form.asksAboutAi },
    })
    .execute()

const stated = (texts: AgreementForm['texts']): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([locale, text]) => (text ? [[locale, text]] : [])))

/** What a version says, for comparison. */
const contentOf = ({ texts, assignsRights, asksAboutAi }: Omit<AgreementForm, 'name'>): string =>
  JSON.stringify([Object.entries(stated(texts)).sort(([a], [b]) => (a < b ? -1 : 1)), assignsRights, asksAboutAi])
