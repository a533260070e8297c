import { useTranslation } from 'react-i18next'
import { CopyButton } from '~/ui/copy-button'
import { Notice } from '~/ui/notice'

interface PasswordLinkProps {
  purpose: 'invite' | 'reset'
  name: string
  email: string
  /** Shown only this once; undefined if it is sent by mail. */
  link?: string
}

/** The result of an invitation or password reset: mail is on its way, or the link to pass on. */
export function PasswordLink({ purpose, name, email, link }: PasswordLinkProps) {
  const { t } = useTranslation('people')
  const facts = { name: `\u2068${name}\u2069`, email: `\u2068${email}\u2069` }
  if (!link)
    return (
      <Notice tone="ok" live="polite">
        {t(`link.${purpose}_sent`, facts)}
      </Notice>
    )
  return (
    <div className="stack panel narrow">
      <Notice tone="ok" live="polite">
        {t(`link.${purpose}_made`, facts)}
      </Notice>
      <p className="share-address">
        <input className="input numbers" readOnly value={link} aria-label={t('link.address')} dir="ltr" />
        <CopyButton text={link} label={t('link.copy')} variant="primary" size="m" />
      </p>
      <p className="muted">{t('link.once')}</p>
    </div>
  )
}
