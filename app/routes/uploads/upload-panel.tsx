import { useTranslation } from 'react-i18next'
import { formatBytes, formatUnit } from '~/i18n/format'
import { useCarrySelection } from '~/routes/library/selection-bar'
import { Button } from '~/ui/button'
import { ProgressBar } from '~/ui/progress-bar'
import { ReceivedRow } from './received-row'
import { SendingRow } from './sending-row'
import type { Uploads } from './use-uploads'

/** All uploads that are being sent or need a decision, with one progress bar for all. */
export function UploadPanel({ uploads, locale }: { uploads: Uploads; locale: string }) {
  const { t } = useTranslation('library')
  const { sending, received, speed } = uploads
  const carry = useCarrySelection()
  const shown = sending.filter((item) => item.state !== 'cancelled')
  const mine = new Set(shown.map((item) => item.id).filter(Boolean))
  const open = received.filter(
    (upload) => !mine.has(upload.id) && upload.state !== 'done' && upload.state !== 'cancelled',
  )
  const arrived = shown.flatMap((item) => received.find((upload) => upload.id === item.id)?.assetId ?? [])
  if (shown.length + open.length === 0) return null
  const total = shown.reduce((sum, item) => sum + item.bytes, 0)
  const sent = shown.reduce((sum, item) => sum + item.sent, 0)
  const running = shown.some((item) => item.state === 'sending')
  const left = speed > 0 ? Math.ceil((total - sent) / speed) : undefined
  return (
    <section className="panel upload-panel" aria-label={t('upload.panel')}>
      {running && (
        <ProgressBar
          label={t('upload.overall', { count: shown.length })}
          value={total ? sent / total : undefined}
          detail={[
            t('upload.bytes', { sent: formatBytes(sent, locale), total: formatBytes(total, locale) }),
            speed > 0 && t('upload.speed', { bytes: formatBytes(speed, locale) }),
            left !== undefined && duration(left, locale),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      )}
      <ul className="upload-rows">
        {shown.map((item) => (
          <SendingRow
            key={item.key}
            item={item}
            upload={received.find((upload) => upload.id === item.id)}
            uploads={uploads}
            locale={locale}
          />
        ))}
        {open.map((upload) => (
          <ReceivedRow key={upload.id} upload={upload} onAnswered={uploads.look} locale={locale} />
        ))}
      </ul>
      {arrived.length > 0 && (
        <p className="button-row">
          <Button icon="edit" variant="primary" onClick={() => carry('describe', arrived)}>
            {t('upload.describe', { count: arrived.length })}
          </Button>
        </p>
      )}
    </section>
  )
}

function duration(seconds: number, locale: string): string {
  return seconds < 90 ? formatUnit(seconds, 'second', locale) : formatUnit(Math.round(seconds / 60), 'minute', locale)
}
