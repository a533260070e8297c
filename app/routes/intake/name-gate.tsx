import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { RetryWait, useWait } from '~/ui/retry-wait'
import { useScripted } from '~/ui/scripting'
import { SplitPage } from '~/ui/split-page'
import { TextField } from '~/ui/text-field'
import type { Entrance } from './enter-guest.server'
import type { PageAnswer } from './page-answer'

type Unnamed = Extract<Entrance, { state: 'unnamed' }>

/** Asks who comes by the open link of a brief, and leads on to a personal link. */
export function NameGate({ title, branding, answer }: Unnamed & { answer?: PageAnswer }) {
  const { t } = useTranslation('intake')
  const scripted = useScripted()
  const left = useWait(answer?.waitSeconds)
  const { error, initialValue } = answer?.result ?? {}
  const typed = (name: string) => {
    const value = initialValue?.[name]
    return typeof value === 'string' ? value : undefined
  }
  return (
    <SplitPage title={<bdi>{title}</bdi>} icon="upload" picture={branding?.hero}>
      <p className="public-lead">{t('name.text')}</p>
      {/* A native post: the page after it is a new document at another address. */}
      <form method="post" className="share-gate-form">
        <input type="hidden" name="intent" value="name" />
        <TextField
          name="name"
          label={t('name.name')}
          autoComplete="name"
          defaultValue={typed('name')}
          errors={error?.name ?? undefined}
          maxLength={120}
          required
        />
        <TextField
          name="email"
          type="email"
          label={t('name.email')}
          help={t('name.email_help')}
          autoComplete="email"
          defaultValue={typed('email')}
          errors={error?.email ?? error?.[''] ?? error?.guests ?? undefined}
          maxLength={254}
          required
        />
        {!!answer?.waitSeconds && <RetryWait left={left} />}
        <Button type="submit" variant="primary" size="l" disabled={scripted && left > 0}>
          {t('name.go_on')}
        </Button>
      </form>
    </SplitPage>
  )
}
