import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PortalFooter } from '~/routes/portal/portal-footer'
import { PortalHeader } from '~/routes/portal/portal-header'
import type { Dress } from './dress.server'

/** The frame of every page of a link, open or closed: the portal's look where the link has a portal. */
export function ShareFrame({ dress, locale, children }: { dress?: Dress; locale: string; children: ReactNode }) {
  const { t } = useTranslation('portal')
  return (
    <>
      {dress && <link rel="stylesheet" href={dress.themeUrl} />}
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      {dress && <PortalHeader portal={dress} locale={locale} />}
      <main id="content" tabIndex={-1} className="public-main">
        {children}
      </main>
      {dress && <PortalFooter portal={dress} />}
    </>
  )
}
