import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CopyButton } from '~/ui/copy-button'

/** The link that anyone may use who gives name and address: copied, scanned, or given another address. */
export function OpenLink({ address, qr }: { address: string; qr: string }) {
  const { t } = useTranslation('briefs')
  return (
    <section className="panel stack-s" aria-labelledby="brief-open-link">
      <h2 id="brief-open-link">{t('open_link.title')}</h2>
      <p className="muted">{t('open_link.text')}</p>
      <p className="share-address">
        <input className="input numbers" readOnly value={address} aria-label={t('open_link.address')} dir="ltr" />
        <CopyButton text={address} label={t('open_link.copy')} size="m" />
      </p>
      <details className="disclosure">
        <summary>{t('open_link.qr')}</summary>
        <figure className="share-qr">
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server from the address above */}
          <div dangerouslySetInnerHTML={{ __html: qr }} role="img" aria-label={t('open_link.qr')} />
        </figure>
      </details>
      <details className="disclosure">
        <summary>{t('open_link.renew')}</summary>
        <Form method="post" className="stack-s">
          <p className="muted">{t('open_link.renew_text')}</p>
          <p>
            <Button type="submit" name="intent" value="renew" size="s" icon="refresh">
              {t('open_link.renew_now')}
            </Button>
          </p>
        </Form>
      </details>
    </section>
  )
}
