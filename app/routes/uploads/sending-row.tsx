import { useTranslation } from 'react-i18next'
import type { ReceivedUpload } from '~/domain/assets/upload'
import { formatBytes } from '~/i18n/format'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { ProgressBar } from '~/ui/progress-bar'
import { ReceivedRow } from './received-row'
import type { BrowserUpload } from './sending'
import type { Uploads } from './use-uploads'

/** A file being sent; once received, its state on the server. */
export function SendingRow({
  item,
  upload,
  uploads,
  locale,
}: {
  item: BrowserUpload
  upload?: ReceivedUpload
  uploads: Uploads
  locale: string
}) {
  const { t } = useTranslation(['library', 'errors'])
  if (item.state === 'sent' && upload && upload.state !== 'receiving')
    return (
      <ReceivedRow
        upload={upload}
        onAnswered={async () => {
          await uploads.look()
        }}
        onDismiss={() => uploads.forget(item.key)}
        locale={locale}
      />
    )
  if (item.state === 'failed')
    return (
      <li className="upload-row tone-bad">
        <Icon name="error" />
        <span className="upload-name">
          <bdi>{item.name}</bdi>
          <span className="upload-note">{t(`errors:${item.refusal}`, { defaultValue: t('upload.failed') })}</span>
        </span>
        <span className="button-row">
          <IconButton
            icon="refresh"
            size="s"
            label={t('upload.retry', { name: item.name })}
            onClick={() => uploads.resume(item.key)}
          />
          <IconButton
            icon="close"
            size="s"
            label={t('upload.dismiss', { name: item.name })}
            onClick={() => uploads.forget(item.key)}
          />
        </span>
      </li>
    )
  const moving = item.state === 'sending' || item.state === 'waiting'
  return (
    <li className="upload-row">
      <Icon name="upload" />
      <span className="upload-name">
        <ProgressBar
          label={<bdi>{item.name}</bdi>}
          value={item.bytes ? item.sent / item.bytes : 0}
          detail={`${formatBytes(item.sent, locale)} / ${formatBytes(item.bytes, locale)} · ${t(`upload.state.${item.state}`)}`}
        />
      </span>
      {item.state !== 'sent' && (
        <span className="button-row">
          {moving ? (
            <IconButton
              icon="pause"
              size="s"
              label={t('upload.pause', { name: item.name })}
              onClick={() => uploads.pause(item.key)}
            />
          ) : (
            <IconButton
              icon="play"
              size="s"
              label={t('upload.resume', { name: item.name })}
              onClick={() => uploads.resume(item.key)}
            />
          )}
          <IconButton
            icon="close"
            size="s"
            label={t('upload.cancel', { name: item.name })}
            onClick={() => uploads.cancel(item.key)}
          />
        </span>
      )}
    </li>
  )
}
