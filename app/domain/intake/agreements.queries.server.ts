import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Localized } from '~/platform/language'
import type { Agreement } from './agreement'

/** A version of the text that contributors accept. */
export interface AgreementVersion {
  id: string
  agreementId: string
  number: number
  /** Markdown by language. */
  texts: Localized
  assignsRights: boolean
  asksAboutAi: boolean
  createdAt: Date
}

/** Returns the newest version of an agreement; undefined when it is retired. */
export const currentAgreement = (db: Db, agreementId: string): Promise<AgreementVersion | undefined> =>
  versions(db, agreementId).where('agreement.retiredAt', 'is', null).executeTakeFirst()

/** Returns the newest version of an agreement, retired or not. */
export const newestVersion = (db: Db, agreementId: string): Promise<AgreementVersion | undefined> =>
  versions(db, agreementId).executeTakeFirst()

/** A version with how many submissions accepted it. */
export type CountedVersion = AgreementVersion & { accepted: number; creatorName: string | null }

/** Returns all versions of an agreement, the newest first. */
export const versionsOfAgreement = (db: Db, agreementId: string): Promise<CountedVersion[]> =>
  versions(db, agreementId)
    .leftJoin('person', 'person.id', 'version.createdBy')
    .select('person.name as creatorName')
    .select(
      sql<number>`(select count(*)::int from submission s where s.agreement_version_id = version.id)`.as('accepted'),
    )
    .execute()

const versions = (db: Db, agreementId: string) =>
  db
    .selectFrom('agreementVersion as version')
    .innerJoin('agreement', 'agreement.id', 'version.agreementId')
    .where('version.agreementId', '=', agreementId)
    .select(['version.id', 'version.agreementId', 'version.number', 'version.assignsRights', 'version.asksAboutAi'])
    .select(['version.createdAt', sql<Localized>`version.texts`.as('texts')])
    .orderBy('version.number', 'desc')

/** Returns an agreement, retired or not; undefined when there is none of this id. */
export const findAgreement = (db: Db, id: string | undefined): Promise<Agreement | undefined> =>
  isId(id)
    ? db
        .selectFrom('agreement')
        .where('id', '=', id)
        .select(['id', 'name', 'createdAt', 'retiredAt'])
        .executeTakeFirst()
    : Promise.resolve(undefined)

/** An agreement in the list of all. */
export interface ListedAgreement extends Agreement {
  /** How many versions it has, how many submissions accepted any of them, and how many briefs ask for it. */
  versions: number
  accepted: number
  briefs: number
}

/** Returns all agreements by name, retired ones last. */
export const listAgreements = (db: Db): Promise<ListedAgreement[]> =>
  db
    .selectFrom('agreement')
    .select(['id', 'name', 'createdAt', 'retiredAt'])
    .select([
      sql<number>`(select count(*)::int from agreement_version v where v.agreement_id = agreement.id)`.as('versions'),
      sql<number>`(select count(*)::int from submission s join agreement_version v on v.id = s.agreement_version_id
        where v.agreement_id = agreement.id)`.as('accepted'),
      sql<number>`(select count(*)::int from brief b where b.agreement_id = agreement.id)`.as('briefs'),
    ])
    .orderBy(sql`retired_at is not null`)
    .orderBy(sql`lower(name)`)
    .execute()
