import { useTranslation } from 'react-i18next'
import type { ShownStage } from '~/domain/review/rounds.queries.server'
import { formatDate, formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { ReviewItem } from './item'

/** The steps of a review: who has approved, who is awaited, until when; and why the reader may not. */
export function ReviewSteps({ item }: { item: ReviewItem }) {
  const { review, mayManageReview, locale } = item
  const { t } = useTranslation('review-steps')
  if (!review) return null
  const { stages, refusal, isStuck, templateName } = review
  if (review.isPlain && !refusal && !isStuck) return null
  return (
    <section className="panel stack-s" aria-labelledby="steps-heading">
      <h2 id="steps-heading">{t('steps.heading')}</h2>
      {templateName && <bdi className="muted">{templateName}</bdi>}
      {refusal && item.mayApprove && (
        <Notice tone={refusal === 'review.voted' ? 'ok' : 'info'}>
          {t(`refusal.${refusal === 'review.own_file' ? 'own' : refusal === 'review.voted' ? 'voted' : 'not_asked'}`)}
        </Notice>
      )}
      {isStuck && (
        <Notice tone="warn">
          {t(mayManageReview ? 'stuck_admin' : 'stuck')}{' '}
          {mayManageReview && <ButtonLink to={urls.admin.reviewTemplates()}>{t('title')}</ButtonLink>}
        </Notice>
      )}
      <ol className="plain-list stack-s">
        {stages.map((stage, index) => (
          <StageLine
            key={stage.index}
            stage={stage}
            isAtOnce={stages[index - 1]?.position === stage.position}
            locale={locale}
          />
        ))}
      </ol>
    </section>
  )
}

type Shown = Omit<ShownStage, 'votes' | 'dueAt'> & NonNullable<ReviewItem['review']>['stages'][number]

function StageLine({ stage, isAtOnce, locale }: { stage: Shown; isAtOnce: boolean; locale: string }) {
  const { t } = useTranslation('review-steps')
  const zone = useDefaultTimeZone()
  const { state, quorum, count, role, votes, awaited, dueAt, isOverdue } = stage
  const tone = state === 'done' ? 'ok' : state === 'open' ? 'info' : 'neutral'
  const who = role ? t(`the.${role}`) : awaited.join(', ')
  return (
    <li className="stack-xs">
      <span className="button-row">
        <Badge tone={tone}>{t(`steps.${state}`)}</Badge>
        <span>{t('quorum_of', { quorum, who: who || t('steps.named') })}</span>
        {isAtOnce && <span className="muted">{t('steps.at_once')}</span>}
        {count !== null && quorum > 1 && <span className="muted">{t('steps.count', { count, quorum })}</span>}
        {count === null && <span className="muted">{t('steps.hidden')}</span>}
        {dueAt && state !== 'done' && (
          <Badge tone={isOverdue ? 'bad' : 'neutral'}>
            {t(isOverdue ? 'steps.overdue' : 'steps.due', { date: formatDate(dueAt, locale, zone) })}
          </Badge>
        )}
      </span>
      {votes.map(({ name, inPlaceOf, at, note }) => (
        <span key={name + at} className="muted">
          {t(inPlaceOf ? 'steps.vote_for' : 'steps.vote', {
            ...{ name, of: inPlaceOf },
            at: formatDateTime(at, zone, locale),
          })}{' '}
          {note && <q dir="auto">{note}</q>}
        </span>
      ))}
      {state === 'open' && !role && awaited.length > 0 && (
        <span className="muted">{t('steps.awaited', { names: awaited.join(', ') })}</span>
      )}
    </li>
  )
}
