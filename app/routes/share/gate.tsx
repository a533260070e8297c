import type { SubmissionResult } from '@conform-to/react'
import { useTranslation } from 'react-i18next'
import type { Branding } from '~/http/branding.server'
import { Button } from '~/ui/button'
import { PasswordField } from '~/ui/password-field'
import { RetryWait, useWait } from '~/ui/retry-wait'
import { useScripted } from '~/ui/scripting'
import { SplitPage } from '~/ui/split-page'

export interface GateAnswer {
  result?: SubmissionResult | null
  /** Seconds until the next attempt is accepted. */
  waitSeconds?: number
}

/** The password form of a protected link; reveals nothing about its contents. */
export function Gate({
  unlockUrl,
  branding,
  result,
  waitSeconds,
}: { unlockUrl: string; branding: Branding | undefined } & GateAnswer) {
  const { t } = useTranslation('share')
  const scripted = useScripted()
  const left = useWait(waitSeconds)
  const errors = result?.error?.password ?? undefined
  return (
    <SplitPage title={t('gate.title')} icon="lock" picture={branding?.hero}>
      <p className="public-lead">{t('gate.text')}</p>
      {/* A native form post, not a fetch: the page after it is a new document with its own content security policy. */}
      <form method="post" action={unlockUrl} className="share-gate-form">
        <PasswordField
          name="password"
          label={t('gate.password')}
          errors={errors}
          autoComplete="off"
          required
          autoFocus={!!result}
        />
        {!!waitSeconds && <RetryWait left={left} />}
        <Button type="submit" variant="primary" size="l" disabled={scripted && left > 0}>
          {t('gate.open')}
        </Button>
      </form>
    </SplitPage>
  )
}
