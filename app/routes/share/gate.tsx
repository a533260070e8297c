import type { SubmissionResult } from '@conform-to/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { PasswordField } from '~/ui/password-field'

/** The one gate of a protected link: a single field, which says nothing of what is behind it. */
export function Gate({ unlockUrl, result }: { unlockUrl: string; result?: SubmissionResult | null }) {
  const { t } = useTranslation('share')
  const errors = result?.error?.password ?? result?.error?.['']
  return (
    <div className="public-section share-gate">
      <h1>{t('gate.title')}</h1>
      <p className="public-lead">{t('gate.text')}</p>
      {/* A form of the browser's own: what opens is a new document, under a content policy of its own. */}
      <form method="post" action={unlockUrl} className="share-gate-form">
        <PasswordField
          name="password"
          label={t('gate.password')}
          errors={errors ?? undefined}
          autoComplete="off"
          required
          autoFocus={!!errors}
        />
        <Button type="submit" variant="primary" size="l">
          {t('gate.open')}
        </Button>
      </form>
    </div>
  )
}
