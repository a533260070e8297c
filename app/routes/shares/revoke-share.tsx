import { useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { useScripted } from '~/ui/scripting'

interface Revoked {
  title: string
  zone: string
  assetCount: number
  downloadCount: number
  lastDownloadAt: Date | null
}

/** Revokes a share for good, after a confirmation that names what recipients lose. */
export function RevokeShare({ share, locale }: { share: Revoked; locale: string }) {
  const { t } = useTranslation('shares')
  const submit = useSubmit()
  const scripted = useScripted()
  const [asking, setAsking] = useState(false)
  const revoke = () => {
    setAsking(false)
    submit({ intent: 'revoke' }, { method: 'post' })
  }
  const { title, zone, assetCount, downloadCount, lastDownloadAt } = share
  return (
    <>
      <Button
        variant="danger-quiet"
        icon="ban"
        className="needs-script"
        data-waiting={scripted ? undefined : ''}
        onClick={() => setAsking(true)}
      >
        {t('manage.revoke')}
      </Button>
      <ConfirmDialog
        open={asking}
        onCancel={() => setAsking(false)}
        onConfirm={revoke}
        title={t('revoke.title', { title })}
        confirmLabel={t('revoke.confirm')}
        danger
      >
        <div className="stack">
          <p>{t('revoke.text', { count: assetCount })}</p>
          <p>
            {lastDownloadAt
              ? t('revoke.taken', { count: downloadCount, date: formatDateTime(lastDownloadAt, zone, locale) })
              : t('revoke.untaken')}
          </p>
          <p>{t('revoke.final')}</p>
        </div>
      </ConfirmDialog>
    </>
  )
}
