import { sql } from 'kysely'
import type { Guest } from '~/domain/guests/guest'
import { guestToken } from '~/domain/guests/guest-token.server'
import { GUEST_COLUMNS } from '~/domain/guests/guests.queries.server'
import type { Db } from '~/platform/db.server'
import { isId, sha256Hex } from '~/platform/ids.server'
import type { Localized } from '~/platform/language'
import type { Brief, BriefSlot } from './brief'

/** Returns a brief with its slots and fields; undefined when there is none of this id. */
export const findBrief = (db: Db, id: string | undefined): Promise<Brief | undefined> =>
  isId(id) ? briefs(db).where('brief.id', '=', id).executeTakeFirst() : Promise.resolve(undefined)

/** Returns the brief of a link that asks for a name first. */
export const findBriefByToken = (db: Db, token: string): Promise<Brief | undefined> =>
  briefs(db).where('brief.tokenHash', '=', sha256Hex(token)).executeTakeFirst()

/** Returns the brief for which a guest was invited, or gave a name. */
export const findBriefOfGuest = (db: Db, guestId: string): Promise<Brief | undefined> =>
  briefs(db)
    .where('brief.id', '=', (eb) => eb.selectFrom('briefGuest').select('briefId').where('guestId', '=', guestId))
    .executeTakeFirst()

/** Returns the name of who invited a guest; undefined for guests who gave their names themselves. */
export async function inviterOfGuest(db: Db, guestId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('guest')
    .innerJoin('person', 'person.id', 'guest.createdBy')
    .where('guest.id', '=', guestId)
    .select('person.name')
    .executeTakeFirst()
  return row?.name
}

const textsOf = (field: 'title' | 'text') =>
  sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from brief_text t
    where t.brief_id = brief.id and t.field = ${sql.lit(field)}), '{}')`

const SLOTS = sql<
  BriefSlot[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'text', s.text,
    'wanted', s.wanted, 'leastSide', s.rules -> 'leastSide', 'referenceAssetId', s.reference_asset_id) order by s.position)
  from brief_slot s where s.brief_id = brief.id), '[]')`

const FIELDS = sql<Brief['fields']>`coalesce((select jsonb_agg(jsonb_build_object('fieldId', f.field_id,
    'isRequired', f.is_required, 'isForAll', f.is_for_all) order by f.position)
  from brief_field f where f.brief_id = brief.id), '[]')`

const briefs = (db: Db) =>
  db
    .selectFrom('brief')
    .select(['brief.id', 'brief.sourceLocale', 'brief.portalId', 'brief.collectionId', 'brief.folderId'])
    .select(['brief.templateId', 'brief.shareId', 'brief.agreementId', 'brief.dueAt', 'brief.zone'])
    .select(['brief.mostFiles', 'brief.mostGuests', 'brief.showsOthers', 'brief.needsCode', 'brief.needsRelease'])
    .select(['brief.notice', 'brief.remindsDays', 'brief.createdAt', 'brief.createdBy', 'brief.closedAt'])
    .select([
      sql<number | null>`brief.most_bytes::float8`.as('mostBytes'),
      sql<Brief['rules']>`brief.rules`.as('rules'),
    ])
    .select([textsOf('title').as('title'), textsOf('text').as('text')])
    .select(sql<boolean>`brief.token_hash is not null`.as('isOpenLink'))
    .select([SLOTS.as('slots'), FIELDS.as('fields')])

/** A brief in the list of all, with what came in. */
export interface BriefLine {
  id: string
  sourceLocale: string
  title: Localized
  portalId: string | null
  dueAt: Date | null
  zone: string
  closedAt: Date | null
  createdAt: Date
  creatorName: string
  isOpenLink: boolean
  guests: number
  /** Guests who have submitted nothing. */
  silent: number
  submitted: number
  /** Files whose review has not ended. */
  waiting: number
  lastSubmittedAt: Date | null
}

/** Returns all briefs, the newest first. */
export const listBriefs = (db: Db): Promise<BriefLine[]> =>
  db
    .selectFrom('brief')
    .innerJoin('person as creator', 'creator.id', 'brief.createdBy')
    .select(['brief.id', 'brief.sourceLocale', 'brief.portalId', 'brief.dueAt', 'brief.zone', 'brief.closedAt'])
    .select(['brief.createdAt', 'creator.name as creatorName', textsOf('title').as('title')])
    .select(sql<boolean>`brief.token_hash is not null`.as('isOpenLink'))
    .select((eb) => [
      eb
        .selectFrom('briefGuest as g')
        .select(COUNT)
        .whereRef('g.briefId', '=', 'brief.id')
        .$asScalar()
        .$notNull()
        .as('guests'),
      eb
        .selectFrom('briefGuest as g')
        .select(COUNT)
        .whereRef('g.briefId', '=', 'brief.id')
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('submission as s').select('s.id').whereRef('s.guestId', '=', 'g.guestId'))),
        )
        .$asScalar()
        .$notNull()
        .as('silent'),
      eb
        .selectFrom('submissionFile as f')
        .select(COUNT)
        .whereRef('f.briefId', '=', 'brief.id')
        .where('f.submissionId', 'is not', null)
        .where('f.isRelease', '=', false)
        .$asScalar()
        .$notNull()
        .as('submitted'),
      eb
        .selectFrom('submissionFile as f')
        .leftJoin('assetVersion as v', 'v.id', 'f.versionId')
        .select(COUNT)
        .whereRef('f.briefId', '=', 'brief.id')
        .where('f.isRelease', '=', false)
        .where(sql<boolean>`(f.state = 'submitted' or (f.state = 'taken' and v.state = 'in_review'))`)
        .$asScalar()
        .$notNull()
        .as('waiting'),
      eb
        .selectFrom('submission as s')
        .select((each) => each.fn.max('s.submittedAt').as('at'))
        .whereRef('s.briefId', '=', 'brief.id')
        .as('lastSubmittedAt'),
    ])
    .orderBy('brief.createdAt', 'desc')
    .orderBy('brief.id', 'desc')
    .execute()

const COUNT = sql<number>`count(*)::int`.as('count')

/** A guest of a brief, with what came from there. */
export interface BriefGuestLine extends Guest {
  token: string
  remindedAt: Date | null
  /** Files that were submitted. */
  submitted: number
  /** Files that wait to be submitted. */
  unsent: number
  lastSubmittedAt: Date | null
}

/** Returns the guests of a brief by name, with their tokens, which are derived from `secret`. */
export async function guestsOfBrief(db: Db, briefId: string, secret: string): Promise<BriefGuestLine[]> {
  const filesIn = (states: readonly string[]) =>
    sql<number>`(select count(*)::int from submission_file f where f.guest_id = guest.id and not f.is_release
      and f.state = any(${states}::text[]))`
  const rows = await db
    .selectFrom('briefGuest')
    .innerJoin('guest', 'guest.id', 'briefGuest.guestId')
    .where('briefGuest.briefId', '=', briefId)
    .select([...GUEST_COLUMNS, 'briefGuest.remindedAt'])
    .select(filesIn(['submitted', 'taken', 'rejected']).as('submitted'))
    .select(filesIn(['receiving', 'checking', 'ready', 'refused', 'failed']).as('unsent'))
    .select(
      sql<Date | null>`(select max(s.submitted_at) from submission s where s.guest_id = guest.id)`.as(
        'lastSubmittedAt',
      ),
    )
    .orderBy('guest.name')
    .orderBy('guest.id')
    .execute()
  return rows.map((row) => ({ ...row, token: guestToken(secret, row.id) }))
}
