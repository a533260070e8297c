import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { NewPreset } from '~/domain/presets/preset'
import { createPreset } from '~/domain/presets/presets.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { PresetForm } from './preset-form'

export const handle = { i18n: ['presets', 'sizes', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', ({ locale }) => ({ locale, title: fixedT(locale, 'presets')('new') }))

export const action = staffAction('admin', NewPreset, async ({ db, person, input }) => {
  await createPreset(db, person, input)
  return redirect(urls.admin.presets())
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewPresetPage() {
  const { locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('presets')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.presets() }, { label: t('new') }]} />}
        title={t('new')}
      />
      <PresetForm result={answer?.result} locale={locale} />
    </>
  )
}
