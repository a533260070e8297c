import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { movePreset } from '~/domain/presets/presets.commands.server'
import { listPresets, usesOfPresets } from '~/domain/presets/presets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { useLookAgain } from '../library/use-look-again'
import { BuiltInPresets } from './built-in-presets'
import { PresetTable } from './preset-table'

export const handle = { i18n: ['presets', 'sizes', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale }) => {
  const presets = await listPresets(db)
  const uses = await usesOfPresets(db, presets)
  return {
    presets: presets.map((preset) => ({
      ...preset,
      name: pickText(preset.names, locale, 'en')?.value ?? preset.key,
      use: uses.get(preset.key) ?? { made: 0, old: 0, failed: 0 },
    })),
    locale,
    title: fixedT(locale, 'presets')('title'),
  }
})

const Move = z.strictObject({ key: z.string().max(40), steps: z.enum(['-1', '1']) })

export const action = staffAction('admin', Move, async ({ db, person, input }) => {
  await movePreset(db, person, input.key, input.steps === '-1' ? -1 : 1)
  return { moved: input.key }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type ShownPreset = ReturnType<typeof useLoaderData<typeof loader>>['presets'][number]

export default function PresetsPage() {
  const { presets, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('presets')
  useLookAgain(presets.some(({ retiredAt, use }) => !retiredAt && use.old > 0))
  return (
    <>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        actions={
          <ButtonLink to={urls.admin.newPreset()} variant="primary" icon="plus">
            {t('new')}
          </ButtonLink>
        }
      />
      <div className="stack">
        <section className="stack-s" aria-labelledby="downloads">
          <h2 id="downloads">{t('downloads.title')}</h2>
          <PresetTable presets={presets} locale={locale} />
        </section>
        <BuiltInPresets />
      </div>
    </>
  )
}
