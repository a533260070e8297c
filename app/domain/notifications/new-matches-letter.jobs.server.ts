import { sql } from 'kysely'
import { z } from 'zod'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { forgetHidden, forgetTold } from '~/domain/saved/new-matches.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { LetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const NewMatchesLetter = z.strictObject({ subscriptionId: z.uuid(), letterId: z.uuid() })

/** Assets that a letter names; it says how many more there are. */
const MOST_NAMED = 20

/** Writes to the subscriber of a saved search what it found anew, as far as they may see it when the letter is written. */
export const sendNewMatchesLetter = defineJob('send_new_matches_letter', {
  schema: NewMatchesLetter,
  maxAttempts: 5,
  key: ({ letterId }) => `new-matches-letter:${letterId}`,
  run: send,
  onExhausted: ({ letterId }, { db }: LetterServices) => forgetTold(db, letterId),
})

async function send(
  { subscriptionId, letterId }: z.output<typeof NewMatchesLetter>,
  { db, mailer, letterTexts, assetUrl, savedSearchUrl, unsubscribeUrl }: LetterServices,
): Promise<void> {
  const reader = mailer && (await findReader(db, subscriptionId))
  if (!reader) return forgetTold(db, letterId)
  const locale = reader.locale ?? 'en'
  const viewer: Viewer = { kind: 'staff', personId: reader.id, name: reader.name, role: reader.role }
  const scope = { db, viewer, now: await dbNow(db) }
  await forgetHidden(scope, letterId)
  const { ids, total } = await toldIn(scope, letterId)
  const assets = await staffAssets(scope, ids, locale)
  if (assets.length === 0) return
  const t = letterTexts(locale)
  const facts = { search: reader.search, count: total }
  const unsubscribe = unsubscribeUrl(subscriptionId)
  const envelope = {
    to: reader.email,
    subject: t('new_matches.subject', facts),
    key: `matches-${letterId}`,
    unsubscribe,
  }
  await sendLetter(mailer, envelope, {
    locale,
    paragraphs: [t('hello', { name: reader.name }), t('new_matches.text', facts)],
    links: assets.map(({ id, title }) => ({ label: title, url: assetUrl(id) })),
    more: total > assets.length ? t('new_matches.more', { count: total - assets.length }) : undefined,
    action: { label: t('new_matches.action'), url: savedSearchUrl(reader.code) },
    foot: t('new_matches.foot', facts),
    end: { label: t('new_matches.unsubscribe'), url: unsubscribe },
  })
}

/** The subscriber, while they may sign in and see the search. */
const findReader = (db: Db, subscriptionId: string) =>
  db
    .selectFrom('searchSubscription as sub')
    .innerJoin('person', 'person.id', 'sub.personId')
    .innerJoin('savedSearch', 'savedSearch.id', 'sub.searchId')
    .where('sub.id', '=', subscriptionId)
    .where('person.disabledAt', 'is', null)
    .where('savedSearch.deletedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('savedSearch.sharedAt', 'is not', null), eb('savedSearch.ownerId', '=', eb.ref('person.id'))]),
    )
    .select(['person.id', 'person.name', 'person.email', 'person.locale', 'person.role'])
    .select(['savedSearch.name as search', 'savedSearch.code'])
    .executeTakeFirst()

/** What a letter tells that its reader may see now: the newest, and how many. */
async function toldIn({ db, viewer, now }: ViewScope, letterId: string): Promise<{ ids: string[]; total: number }> {
  const rows = await db
    .selectFrom('subscriptionMatch')
    .innerJoin('asset', 'asset.id', 'subscriptionMatch.assetId')
    .where('subscriptionMatch.letterId', '=', letterId)
    .where(visibleTo(viewer, now))
    .select(['asset.id', sql<number>`(count(*) over ())::int`.as('total')])
    .orderBy('asset.createdAt', 'desc')
    .orderBy('asset.id')
    .limit(MOST_NAMED)
    .execute()
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}
