import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Branding } from '~/http/branding.server'
import { LOCALES } from '~/platform/language'
import { PortalFooter } from '~/routes/portal/portal-footer'
import { PortalHeader } from '~/routes/portal/portal-header'
import { PublicLanguages } from '~/routes/portal/public-languages'
import { SearchForm, type SearchPlace } from '~/routes/portal/search-form'
import { Icon } from '~/ui/icon'

interface ShareFrameProps {
  branding?: Branding
  locale: string
  /** Who shared it; undefined on pages that must not tell. */
  sender?: { name?: string; email: string | null }
  /** Of a share with many files. */
  search?: SearchPlace
  children: ReactNode
}

/** The frame of every page of a share, open or closed: the branding of its portal, or the default. */
export function ShareFrame({ branding, locale, sender, search, children }: ShareFrameProps) {
  const { t } = useTranslation('portal')
  return (
    <>
      {branding && <link rel="stylesheet" href={branding.themeUrl} />}
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      {branding ? (
        <PortalHeader portal={branding} locale={locale} search={search} />
      ) : (
        <PlainHeader locale={locale} search={search} />
      )}
      <main id="content" tabIndex={-1} className="public-main">
        {children}
      </main>
      {branding ? <PortalFooter portal={branding} /> : <PlainFooter sender={sender} />}
    </>
  )
}

function PlainHeader({ locale, search }: Pick<ShareFrameProps, 'locale' | 'search'>) {
  return (
    <header className="public-header">
      <span className="public-brand">
        <Icon name="vitrine" className="mark" />
      </span>
      {search && <SearchForm place={search} />}
      <PublicLanguages locales={[...LOCALES]} locale={locale} />
    </header>
  )
}

function PlainFooter({ sender }: Pick<ShareFrameProps, 'sender'>) {
  const { t } = useTranslation('share')
  const { t: portal } = useTranslation('portal')
  return (
    <footer className="public-footer">
      {sender?.email && (
        <div>
          <p className="eyebrow">{t('shared_by')}</p>
          {sender.name && <p className="public-contact-name">{sender.name}</p>}
          <ul className="public-contact">
            <li>
              <Icon name="mail" />
              <a className="link" href={`mailto:${sender.email}`}>
                {sender.email}
              </a>
            </li>
          </ul>
        </div>
      )}
      <p className="public-promise">{portal('promise')}</p>
    </footer>
  )
}
