import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ReviewTemplate } from '~/domain/review/review-template'
import { allowOwnFiles, moveReviewTemplate } from '~/domain/review/review-templates.commands.server'
import { listReviewTemplates } from '~/domain/review/review-templates.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button, ButtonLink } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { IconButton } from '~/ui/icon-button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { loadChoices } from './load-choices.server'
import { conditionsText, stepTexts, type TemplateNames, templateName } from './template-texts'

export const handle = { i18n: ['review-steps', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale }) => {
  const templates = await listReviewTemplates(db)
  const { names } = await loadChoices(db, templates)
  return { templates, names, locale, title: fixedT(locale, 'review-steps')('title') }
})

const Act = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('move'), id: z.uuid(), way: z.enum(['up', 'down']) }),
  z.strictObject({ intent: z.literal('own'), allowsOwn: z.boolean().default(false) }),
])

export const action = staffAction('admin', Act, async ({ db, person, input }) => {
  if (input.intent === 'move') await moveReviewTemplate(db, person, input.id, input.way)
  else await allowOwnFiles(db, person, input.allowsOwn)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function ReviewTemplatesPage() {
  const { templates, names, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['review-steps', 'library'])
  return (
    <>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        actions={
          <ButtonLink to={urls.admin.newReviewTemplate()} variant="primary" icon="plus">
            {t('new')}
          </ButtonLink>
        }
      />
      <ol className="order-list">
        {templates.map((template, index) => (
          <TemplateRow
            key={template.id}
            {...{ template, names, locale }}
            isFirst={index === 0}
            isLast={templates[index + 1]?.isBuiltIn ?? true}
          />
        ))}
      </ol>
    </>
  )
}

interface RowProps {
  template: ReviewTemplate
  names: TemplateNames
  locale: string
  isFirst: boolean
  isLast: boolean
}

/** A template with what it is for, and what happens by it. */
function TemplateRow({ template, names, locale, isFirst, isLast }: RowProps) {
  const { t } = useTranslation(['review-steps', 'library'])
  const { id, isBuiltIn, allowsOwn, stages } = template
  const name = templateName(t, template.name)
  const steps = stepTexts(t, stages, names, locale)
  return (
    <li className="order-item review-template" data-id={id}>
      <span className="order-title">
        {isBuiltIn ? (
          <strong>{name}</strong>
        ) : (
          <Link className="link" to={urls.admin.reviewTemplate(id)} dir="auto">
            {name}
          </Link>
        )}
        <span className="muted">{conditionsText(t, template, names)}</span>
        <span>{t('then_approved', { steps: steps.join(` ${t('then')} `) })}</span>
        {!isBuiltIn && allowsOwn && <span className="muted">{t('own_allowed')}</span>}
        {isBuiltIn && <OwnFiles allowsOwn={allowsOwn} />}
      </span>
      {!isBuiltIn && (
        <Form method="post" className="button-row" preventScrollReset>
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="id" value={id} />
          <IconButton
            type="submit"
            name="way"
            value="up"
            icon="arrow-up"
            label={t('up', { name })}
            disabled={isFirst}
          />
          <IconButton
            type="submit"
            name="way"
            value="down"
            icon="arrow-down"
            label={t('down', { name })}
            disabled={isLast}
          />
        </Form>
      )}
    </li>
  )
}

function OwnFiles({ allowsOwn }: { allowsOwn: boolean }) {
  const { t } = useTranslation('review-steps')
  const answer = useActionData<{ done?: string }>()
  const busy = useNavigation().formData?.get('intent') === 'own'
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <input type="hidden" name="intent" value="own" />
      <Checkbox name="allowsOwn" label={t('own')} help={t('own_help')} defaultChecked={allowsOwn} />
      <p className="button-row">
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
        <span role="status">{answer?.done === 'own' && !busy && t('own_saved')}</span>
      </p>
    </Form>
  )
}
