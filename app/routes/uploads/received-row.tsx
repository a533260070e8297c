import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceivedUpload } from '~/domain/assets/upload'
import { formatBytes } from '~/i18n/format'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { urls } from '~/urls'
import { holdText } from '../holds/hold-text'

const LOOK: Record<ReceivedUpload['state'], { icon: IconName; tone: string }> = {
  receiving: { icon: 'upload', tone: '' },
  inspecting: { icon: 'clock', tone: '' },
  duplicate: { icon: 'copy', tone: 'tone-warn' },
  done: { icon: 'check-circle', tone: 'tone-ok' },
  refused: { icon: 'error', tone: 'tone-bad' },
  failed: { icon: 'warning', tone: 'tone-bad' },
  cancelled: { icon: 'close', tone: '' },
}

const HELD: { icon: IconName; tone: string } = { icon: 'warning', tone: 'tone-warn' }

/** An upload that the server has received: its result, the reason, and possible actions. */
export function ReceivedRow({
  upload,
  onAnswered,
  onDismiss,
  locale,
}: {
  upload: ReceivedUpload
  onAnswered: () => Promise<void> | void
  onDismiss?: () => void
  locale: string
}) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher()
  const asked = useRef(false)
  useEffect(() => {
    if (fetcher.state !== 'idle') asked.current = true
    else if (asked.current) {
      asked.current = false
      void onAnswered()
    }
  }, [fetcher.state, onAnswered])
  const answer = (intent: string) =>
    fetcher.submit({ intent }, { method: 'post', action: urls.library.upload(upload.id) })
  const { icon, tone } = upload.facts.held?.length ? HELD : LOOK[upload.state]
  const existing = upload.facts.assetId
  return (
    <li className={`upload-row ${tone}`}>
      <Icon name={icon} />
      <span className="upload-name">
        <bdi>{upload.fileName}</bdi>
        <span className="upload-note">
          {formatBytes(upload.byteSize, locale)} · <Say upload={upload} />
        </span>
      </span>
      <span className="button-row">
        {upload.state === 'done' && upload.assetId && (
          <Link className="button button-s" to={urls.library.asset(upload.assetId)}>
            {t('upload.open')}
          </Link>
        )}
        {upload.state === 'duplicate' && (
          <>
            {existing && (
              <Link className="button button-s" to={urls.library.asset(existing)}>
                {t('upload.open_existing')}
              </Link>
            )}
            <Button size="s" onClick={() => answer('new_version')}>
              {t('upload.as_version')}
            </Button>
            <Button size="s" onClick={() => answer('keep_both')}>
              {t('upload.keep_both')}
            </Button>
          </>
        )}
        {upload.state === 'failed' && (
          <Button size="s" icon="refresh" onClick={() => answer('retry')}>
            {t('upload.try_again')}
          </Button>
        )}
        {upload.state !== 'inspecting' && (
          <Button
            size="s"
            variant="plain"
            onClick={() => {
              answer('dismiss')
              onDismiss?.()
            }}
          >
            {t('upload.clear')}
          </Button>
        )}
      </span>
    </li>
  )
}

function Say({ upload }: { upload: ReceivedUpload }) {
  const { t } = useTranslation('library')
  const { t: holds } = useTranslation('holds')
  const { facts } = upload
  if (facts.held?.length)
    return (
      <>
        {holds('upload')} {facts.held.map((reason) => holdText(reason, holds)).join(' ')}
      </>
    )
  if (upload.state === 'duplicate') return <>{t('upload.duplicate', { title: facts.title ?? '' })}</>
  if (upload.reason) return <>{t(`problem.${upload.reason}`, { ...facts, defaultValue: t('problem.unknown') })}</>
  return <>{t(`upload.received.${upload.state}`)}</>
}
