import { sql } from 'kysely'
import { z } from 'zod'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { forgetHidden, forgetTold } from '~/domain/saved/new-matches.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { newMatchesContents } from './letter-contents'
import type { LetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const NewMatchesLetter = z.strictObject({ subscriptionId: z.uuid(), letterId: z.uuid() })

/** Assets that a letter names; it says how many more there are. */
const MOST_NAMED = 20

/** Writes to the subscriber of a saved search what it found anew, as far as they may see it when the letter is written. */
export const sendNewMatchesLetter = defineJob('send_new_matches_letter', {
  schema: NewMatchesLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ letterId }) => `new-matches-letter:${letterId}`,
  run: send,
  onExhausted: async ({ letterId }, { db }: LetterServices) => {
    await giveUpLetter(db, keyOf(letterId))
    await forgetTold(db, letterId)
  },
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
  const unsubscribe = unsubscribeUrl(subscriptionId)
  const { subject, ...contents } = newMatchesContents(t, {
    ...{ locale, reader: reader.name, search: reader.search, total },
    links: assets.map(({ id, title }) => ({ label: title, url: assetUrl(id) })),
  })
  const job = { job: sendNewMatchesLetter.name, payload: { subscriptionId, letterId } }
  const envelope = { ...job, to: reader.email, subject, key: keyOf(letterId), unsubscribe }
  await sendLetter({ db, mailer }, envelope, {
    ...contents,
    action: { label: t('new_matches.action'), url: savedSearchUrl(reader.code) },
    end: { label: t('new_matches.unsubscribe'), url: unsubscribe },
  })
}

const keyOf = (letterId: string) => `matches-${letterId}`

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
