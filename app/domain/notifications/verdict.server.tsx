import { render } from '@react-email/render'
import { sql } from 'kysely'
import { z } from 'zod'
import { Letter } from '#emails/letter'
import type { Db } from '~/platform/db.server'
import type { Mailer } from '~/platform/mail.server'

export const TellVerdict = z.strictObject({
  stepId: z.number().int(),
  /** How many more files of the same submitter had the same outcome at the same moment. */
  others: z.number().int().min(0).default(0),
})

/** The words of letters in a language: key and facts to text. */
export type Words = (locale: string) => (key: string, facts?: Record<string, unknown>) => string

/**
 * Writes to the person who submitted a version what was decided about it, by whom and why. Nobody is written to about
 * their own verdict, and without a mailer nobody at all: the verdict is in the history either way.
 */
export async function tellVerdict(
  db: Db,
  mailer: Mailer | undefined,
  words: Words,
  assetUrl: (assetId: string) => string,
  { stepId, others = 0 }: z.input<typeof TellVerdict>,
): Promise<void> {
  const verdict = mailer && (await findVerdict(db, stepId))
  if (!verdict || verdict.by === verdict.submitter) return
  const locale = verdict.locale ?? 'en'
  const t = words(locale)
  const facts = { title: verdict.title ?? verdict.fileName, name: verdict.byName }
  const kind = verdict.toState === 'approved' ? 'approved' : 'changes_asked'
  const subject = t(`${kind}.subject`, facts)
  const letter = (
    <Letter
      locale={locale}
      dir={locale === 'ar' ? 'rtl' : 'ltr'}
      preview={subject}
      heading={subject}
      paragraphs={[
        t('hello', { name: verdict.submitterName }),
        t(`${kind}.text`, facts),
        ...(others > 0 ? [t('others', { count: others })] : []),
      ]}
      quote={verdict.note ?? undefined}
      action={{ label: t(`${kind}.action`), url: assetUrl(verdict.assetId) }}
      foot={t('foot')}
    />
  )
  const [html, text] = await Promise.all([render(letter), render(letter, { plainText: true })])
  await mailer({ to: verdict.email, subject, html, text, key: `verdict-${stepId}` })
}

const findVerdict = (db: Db, stepId: number) =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .innerJoin('reviewStep as submitted', (join) =>
      join.onRef('submitted.versionId', '=', 'step.versionId').on('submitted.toState', '=', 'in_review'),
    )
    .innerJoin('person as submitter', 'submitter.id', 'submitted.byPerson')
    .leftJoin('person as judge', 'judge.id', 'step.byPerson')
    .where('step.id', '=', stepId)
    .where('submitted.id', '<', stepId)
    .orderBy('submitted.id', 'desc')
    .select(['step.toState', 'step.note', 'step.byPerson as by', 'version.fileName', 'asset.id as assetId'])
    .select(['submitter.id as submitter', 'submitter.name as submitterName', 'submitter.email', 'submitter.locale'])
    .select('judge.name as byName')
    .select(
      sql<string | null>`(select t.value from asset_text t where t.asset_id = asset.id and t.field = 'title'
        order by t.locale = coalesce(submitter.locale, 'en') desc, t.locale = asset.source_locale desc limit 1)`.as(
        'title',
      ),
    )
    .executeTakeFirst()
