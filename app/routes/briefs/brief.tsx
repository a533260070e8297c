import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { contradictionsOf } from '~/domain/intake/contradictions'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { isId } from '~/platform/ids.server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { act, type Done } from './act.server'
import { BriefAct } from './brief-acts'
import { BriefBadge } from './brief-badge'
import { Contradictions } from './contradictions'
import { Deadline } from './deadline'
import { Deliveries } from './deliveries'
import { Guests } from './guests'
import { Invite } from './invite'
import { loadBrief } from './load-brief.server'
import { OpenLink } from './open-link'
import { Remind } from './remind'
import { SlotCards } from './slot-cards'

export const handle = { i18n: ['briefs', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', (context) => {
  const guest = context.url.searchParams.get('guest') ?? ''
  return loadBrief(context, context.params.brief, isId(guest) ? guest : undefined)
})

export const action = staffAction('editor', BriefAct, ({ input, ...context }) =>
  act(context, context.params.brief ?? '', input),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function BriefPage() {
  const data = useLoaderData<typeof loader>()
  const { brief, name, text, state, totals, slots, files, guests, guestId, openLink, gone, hasMail, locale } = data
  const answer = useActionData<Done & { result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('briefs')
  const due = brief.dueAt ? formatDateTime(brief.dueAt, brief.zone, locale) : undefined
  const isNew = guests.length === 0 && files.length === 0
  const invite = (
    <Invite answer={answer} locale={locale} isFirst={isNew} hasMail={hasMail} isOpen={state !== 'closed'} />
  )
  return (
    <>
      <PageHead
        above={
          <>
            <Breadcrumbs crumbs={[{ label: t('list.title'), to: urls.briefs.list() }, { label: name }]} />
            <BriefBadge state={state} />
          </>
        }
        title={<bdi>{name}</bdi>}
        intro={due ? t(state === 'over' ? 'show.was_due' : 'show.due', { due }) : t('no_deadline')}
        actions={
          <>
            {totals.inReview > 0 && (
              <ButtonLink to={urls.review.queue()} variant="primary" icon="review">
                {t('show.review', { count: totals.inReview })}
              </ButtonLink>
            )}
            <ButtonLink to={urls.briefs.edit(brief.id)} icon="edit">
              {t('show.edit')}
            </ButtonLink>
            {state !== 'closed' && (
              <Form method="post">
                <Button type="submit" name="intent" value="close" variant="danger-quiet" icon="lock">
                  {t('show.close')}
                </Button>
              </Form>
            )}
          </>
        }
      />
      <div className="stack">
        {answer?.done && (
          <Notice tone="ok" live="polite">
            {t(`done.${answer.done}`, { count: answer.count ?? 0, context: hasMail ? undefined : 'copy' })}
          </Notice>
        )}
        {gone.length > 0 && (
          <Notice
            tone="warn"
            actions={
              <ButtonLink size="s" to={urls.briefs.edit(brief.id)}>
                {t('show.edit')}
              </ButtonLink>
            }
          >
            {gone.map((part) => t(`gone.${part}`)).join(' ')}
          </Notice>
        )}
        <Contradictions found={contradictionsOf({ ...brief, hasDeadline: brief.dueAt !== null })} />
        <div className="with-aside">
          <div className="stack">
            {isNew && invite}
            {guestId ? (
              <p>
                <Link className="link" to={urls.briefs.show(brief.id)}>
                  {t('deliveries.all')}
                </Link>
              </p>
            ) : (
              <SlotCards slots={slots} pictures={data.pictures} />
            )}
            <Deliveries
              {...{ briefId: brief.id, files, slots, guestId, locale }}
              pictures={data.pictures}
              zone={brief.zone}
            />
            {!guestId && (
              <>
                <Guests briefId={brief.id} {...{ guests, locale, zone: brief.zone }} />
                {!isNew && invite}
              </>
            )}
          </div>
          <aside className="stack" aria-label={t('show.aside')}>
            {state === 'open' && <Remind {...{ guests, hasMail }} />}
            {openLink && <OpenLink {...openLink} />}
            <Deadline {...{ brief, state }} result={answer?.result} />
            {text && (
              <section className="panel stack-s">
                <h2>{t('show.text')}</h2>
                <p className="brief-text" lang={text.locale} dir="auto">
                  {text.value}
                </p>
              </section>
            )}
          </aside>
        </div>
      </div>
    </>
  )
}
