import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { CopyButton } from '~/ui/copy-button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'

/** The URL of a new share, with its QR code. */
export function ShareMade({ id, address, qr }: { id: string; address: string; qr: string }) {
  const { t } = useTranslation('shares')
  return (
    <>
      <PageHead title={t('made.title')} />
      <div className="stack panel share-made">
        <Notice tone="ok" live="polite">
          {t('made.again')}
        </Notice>
        <p className="share-address">
          <input className="input numbers" readOnly value={address} aria-label={t('made.address')} dir="ltr" />
          <CopyButton text={address} label={t('made.copy')} variant="primary" size="m" />
        </p>
        <figure className="share-qr">
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server from the address above */}
          <div dangerouslySetInnerHTML={{ __html: qr }} role="img" aria-label={t('made.qr')} />
          <figcaption>{t('made.qr')}</figcaption>
        </figure>
        <p className="button-row">
          <ButtonLink href={address} icon="external">
            {t('made.open')}
          </ButtonLink>
          <ButtonLink to={urls.shares.manage(id)}>{t('made.manage')}</ButtonLink>
        </p>
      </div>
    </>
  )
}
