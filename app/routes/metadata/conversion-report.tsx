import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Target } from '~/domain/metadata/convert-field'
import type { ConversionPlan } from '~/domain/metadata/convert-field.queries.server'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'

interface ConversionReportProps {
  target: Target
  plan: ConversionPlan
  locale: string
}

/** What a change of type would do with the values of a field, and the button that does it. */
export function ConversionReport({ target, plan, locale }: ConversionReportProps) {
  const { t } = useTranslation('metadata')
  const busy = useNavigation().state === 'submitting'
  const lost = plan.values - plan.converted
  const shown = (count: number) => formatNumber(count, locale)
  return (
    <section className="panel stack" aria-labelledby="report" aria-live="polite">
      <h2 id="report">{t('convert.title', { type: t(`type.${target.type}`) })}</h2>
      <p>{t('convert.kept', { count: plan.converted, shown: shown(plan.converted) })}</p>
      {lost > 0 && (
        <Notice tone="warn" title={t('convert.lost', { count: lost, shown: shown(lost) })}>
          <ul className="plain-list">
            {plan.lost.map(({ assetId, text, locale: language }) => (
              <li key={`${assetId} ${language}`}>
                <Link className="link" to={urls.library.asset(assetId)} dir="auto" lang={language || undefined}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form method="post">
        <input type="hidden" name="type" value={target.type} />
        {target.isLocalizable && <input type="hidden" name="isLocalizable" value="on" />}
        <Button type="submit" variant={lost > 0 ? 'danger' : 'primary'} busy={busy}>
          {lost > 0 ? t('convert.run_lossy', { count: lost, shown: shown(lost) }) : t('convert.run')}
        </Button>
      </Form>
    </section>
  )
}
