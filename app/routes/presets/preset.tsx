import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { checkPreset, presetFields } from '~/domain/presets/preset'
import { changePreset, restorePreset, retirePreset } from '~/domain/presets/presets.commands.server'
import { findPreset, usesOfPresets } from '~/domain/presets/presets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { useLookAgain } from '../library/use-look-again'
import { PresetForm } from './preset-form'

export const handle = { i18n: ['presets', 'sizes', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, params, locale }) => {
  const preset = await findPreset(db, params.preset ?? '')
  if (!preset) throw new DomainError('preset.unknown')
  const use = (await usesOfPresets(db, [preset])).get(preset.key)
  return { preset, use, locale, name: pickText(preset.names, locale, 'en')?.value ?? preset.key }
})

const Change = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('save'), ...presetFields }).superRefine(checkPreset),
  z.strictObject({ intent: z.literal('retire') }),
  z.strictObject({ intent: z.literal('restore') }),
])

export const action = staffAction('admin', Change, async ({ db, person, params, input }) => {
  const key = params.preset ?? ''
  if (input.intent === 'save') await changePreset(db, person, key, input)
  else if (input.intent === 'retire') await retirePreset(db, person, key)
  else await restorePreset(db, person, key)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function PresetPage() {
  const { preset, use, locale, name } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('presets')
  const old = preset.retiredAt ? 0 : (use?.old ?? 0)
  useLookAgain(old > 0)
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.presets() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={
          <>
            <bdi dir="ltr">{preset.key}</bdi>
            {' · '}
            {t('made', { count: use?.made ?? 0 })}
          </>
        }
      />
      <div className="stack">
        {old > 0 && (
          <Notice live="polite" title={t('old', { count: old })}>
            {t('old_text')}
          </Notice>
        )}
        {preset.retiredAt && <Notice title={t('retired_title')}>{t('retired_text')}</Notice>}
        <PresetForm
          key={preset.key}
          preset={preset}
          result={answer?.result}
          saved={answer?.done === 'save' ? answer : undefined}
          locale={locale}
        />
        <Form method="post" className="page-end">
          <input type="hidden" name="intent" value={preset.retiredAt ? 'restore' : 'retire'} />
          <p className="button-row">
            <Button type="submit" variant={preset.retiredAt ? 'quiet' : 'danger-quiet'}>
              {t(preset.retiredAt ? 'restore' : 'retire')}
            </Button>
            <span className="muted">{preset.retiredAt ? t('restore_help') : t('retire_help')}</span>
          </p>
        </Form>
      </div>
    </>
  )
}
