import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime, formatNumber, formatUnit } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import type { StoragePageData } from './storage'

/** When all files were last read again, when they will be, and a button to do it now. */
export function StorageCheck({ page: { scrubs, locale } }: { page: StoragePageData }) {
  const { t } = useTranslation('storage')
  const zone = useDefaultTimeZone()
  const busy = useNavigation().formData?.get('intent') === 'check'
  const { running, last } = scrubs
  const amount = ({ objects, bytes }: { objects: number; bytes: number }) => ({
    files: t('files', { count: objects, number: formatNumber(objects, locale) }),
    size: formatBytes(bytes, locale),
  })
  const next = last?.nextAt ?? running?.nextAt
  return (
    <section className="panel stack-s" aria-labelledby="check">
      <h2 id="check">{t('check.title')}</h2>
      <dl className="facts">
        {running && (
          <div>
            <dt>{t('check.running')}</dt>
            <dd>{t('check.runningText', amount(running))}</dd>
          </div>
        )}
        <div>
          <dt>{t('check.last')}</dt>
          <dd>
            {last?.endedAt ? (
              <>
                {formatDateTime(last.endedAt, zone, locale)}
                <br />
                <span className="muted">
                  {t('check.lastText', {
                    ...amount(last),
                    duration: duration(Date.parse(String(last.endedAt)) - Date.parse(String(last.startedAt)), locale),
                  })}
                </span>
              </>
            ) : (
              t('check.never')
            )}
          </dd>
        </div>
        {!running && next && (
          <div>
            <dt>{t('check.next')}</dt>
            <dd>{formatDateTime(next, zone, locale)}</dd>
          </div>
        )}
      </dl>
      {running?.outage && (
        <Notice tone="warn" title={t('check.waits')}>
          {t(`outage.${running.outage}`)} {t('check.goesOn')}
        </Notice>
      )}
      {(!running || running.outage) && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="check" />
          <Button type="submit" icon="refresh" busy={busy}>
            {t(running ? 'check.tryNow' : 'check.now')}
          </Button>
        </Form>
      )}
    </section>
  )
}

/** Returns a time span in the largest unit of which it has two: `90 minutes`. */
function duration(milliseconds: number, locale: string): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  if (seconds < 120) return formatUnit(seconds, 'second', locale)
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? formatUnit(minutes, 'minute', locale) : formatUnit(Math.round(minutes / 60), 'hour', locale)
}
