import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { RetryWait, useWait } from '~/ui/retry-wait'
import { useScripted } from '~/ui/scripting'
import { SplitPage } from '~/ui/split-page'
import { TextField } from '~/ui/text-field'
import type { Entrance } from './enter-guest.server'
import type { PageAnswer } from './page-answer'

type Unverified = Extract<Entrance, { state: 'unverified' }>

/** Asks once in each browser for a code that is sent to the guest's address. */
export function CodeGate({ email, branding, answer }: Unverified & { answer?: PageAnswer }) {
  const { t } = useTranslation('intake')
  const scripted = useScripted()
  const left = useWait(answer?.waitSeconds)
  const { error } = answer?.result ?? {}
  const isAsked = !!answer
  return (
    <SplitPage title={t('code.title')} icon="lock" picture={branding?.hero}>
      <p className="public-lead">{t('code.text', { email: `\u2068${email}\u2069` })}</p>
      {answer?.isSent && (
        <Notice tone="ok" live="polite">
          {t('code.sent', { email: `\u2068${email}\u2069` })}
        </Notice>
      )}
      <form method="post" className="share-gate-form">
        <input type="hidden" name="intent" value="ask_code" />
        {error?.[''] && <Notice tone="bad">{error['']}</Notice>}
        <Button type="submit" variant={isAsked ? 'quiet' : 'primary'} size={isAsked ? 'm' : 'l'}>
          {t(isAsked ? 'code.send_again' : 'code.send')}
        </Button>
      </form>
      <form method="post" className="share-gate-form">
        <input type="hidden" name="intent" value="code" />
        <TextField
          name="code"
          label={t('code.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          errors={error?.code ?? undefined}
          maxLength={20}
          autoFocus={isAsked}
          required
        />
        {!!answer?.waitSeconds && <RetryWait left={left} />}
        <Button type="submit" variant={isAsked ? 'primary' : 'quiet'} disabled={scripted && left > 0}>
          {t('code.go_on')}
        </Button>
      </form>
    </SplitPage>
  )
}
