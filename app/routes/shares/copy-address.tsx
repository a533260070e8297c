import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { copyText } from '~/ui/copy-button'
import { Icon } from '~/ui/icon'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'

type Outcome = { kind: 'copied' } | { kind: 'shown'; address: string } | { kind: 'failed'; message: string }

/**
 * Copies the URL of a share; requests it from the server when pressed, since each copy is recorded in the audit log.
 */
export function CopyAddress({ id, keepsAddress, size }: { id: string; keepsAddress: boolean; size?: 's' | 'm' }) {
  const { t } = useTranslation('shares')
  const { t: ui } = useTranslation('ui')
  const { t: say } = useTranslation('errors')
  const scripted = useScripted()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  if (!keepsAddress) return <span className="muted">{t('address.not_kept')}</span>
  const copy = async () => {
    setBusy(true)
    setOutcome(await copyAddressOf(id).catch((): Outcome => ({ kind: 'failed', message: say('internal') })))
    setBusy(false)
  }
  return (
    <span className="copy-address">
      <Button
        size={size}
        icon="copy"
        busy={busy}
        className="needs-script"
        data-waiting={scripted ? undefined : ''}
        onClick={copy}
      >
        {t('address.copy')}
      </Button>
      {outcome?.kind === 'shown' && (
        <input className="input numbers" readOnly value={outcome.address} aria-label={t('made.address')} dir="ltr" />
      )}
      <span role="status" className={outcome?.kind === 'failed' ? 'field-error' : 'copy-address-done'}>
        {outcome?.kind === 'copied' && (
          <>
            <Icon name="check" /> {ui('copy.copied')}
          </>
        )}
        {outcome?.kind === 'shown' && ui('copy.failed')}
        {outcome?.kind === 'failed' && outcome.message}
      </span>
    </span>
  )
}

interface Answer {
  address?: string
  result?: { error?: Record<string, string[] | null> | null }
  message?: string
}

/** Requests and copies the URL; if the browser refuses to copy, it is shown to be copied by hand. */
async function copyAddressOf(id: string): Promise<Outcome> {
  const response = await fetch(urls.shares.address(id), { method: 'POST', body: new FormData() })
  const { address, result, message } = (await response.json()) as Answer
  if (!address)
    return {
      kind: 'failed',
      message:
        Object.values(result?.error ?? {})
          .flat()
          .join(' ') ||
        message ||
        '',
    }
  return (await copyText(address)) === 'copied' ? { kind: 'copied' } : { kind: 'shown', address }
}
