import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'

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
  db
    .selectFrom('agreementVersion as version')
    .innerJoin('agreement', 'agreement.id', 'version.agreementId')
    .where('version.agreementId', '=', agreementId)
    .where('agreement.retiredAt', 'is', null)
    .select(['version.id', 'version.agreementId', 'version.number', 'version.assignsRights', 'version.asksAboutAi'])
    .select(['version.createdAt', sql<Localized>`version.texts`.as('texts')])
    .orderBy('version.number', 'desc')
    .executeTakeFirst()
