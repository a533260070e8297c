import type { MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SampleFields, settingsOf } from '~/domain/presets/preset'
import { sampleSettings } from '~/domain/presets/samples.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { SampleCards } from './sample-cards'

export const handle = { i18n: ['presets', 'sizes', 'library', 'ui', 'errors'] }

/** A sample is the answer to a form; without one the page leads back. */
export const loader = staffLoader('admin', () => null)

export const action = staffAction('admin', SampleFields, async ({ db, person, input, locale }) => ({
  sample: await sampleSettings(db, person, { settings: settingsOf(input), kinds: input.kinds }),
  locale,
}))

export const meta: MetaFunction = () => [{ title: 'Vitrine' }]

/** What settings make of three files, for browsers without scripts; others show it beside the form. */
export default function SamplePage() {
  const answer = useActionData<typeof action>() as
    | {
        sample?: Parameters<typeof SampleCards>[0]['sample']
        locale?: string
        result?: { error?: Record<string, string[] | null> }
      }
    | undefined
  const { t } = useTranslation(['presets', 'errors'])
  const refused = refusalsOf(answer?.result)
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.presets() }, { label: t('sample.title') }]} />}
        title={t('sample.title')}
        intro={t('sample.back')}
      />
      {refused.length > 0 && (
        <Notice tone="warn">{refused.map((code) => t(`errors:${code}`, { defaultValue: code })).join(' ')}</Notice>
      )}
      {answer?.sample && <SampleCards sample={answer.sample} locale={answer.locale ?? 'en'} />}
    </>
  )
}
