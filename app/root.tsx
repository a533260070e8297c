import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, useLoaderData, useLocation, useMatches, useRouteError } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf } from '~/platform/language'
import stylesheet from '~/ui/app.css?url'
import { useDocument } from './document'
import { askedLocale, localeCookie, localeOf } from './i18n/locale'
import { ButtonLink } from './ui/button'
import { Problem, statusOf } from './ui/problem'
import { ScrollRestoration } from './ui/scroll-restoration'
import { urls } from './urls'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'Vitrine' }]

/** Loads only the language; stores the one in `?lng=` in a cookie. */
export function loader({ request }: LoaderFunctionArgs) {
  const asked = askedLocale(request)
  const secure = request.url.startsWith('https:')
  const headers = asked && { 'set-cookie': localeCookie(asked, secure) }
  return data({ locale: localeOf(request) }, { headers })
}

/** The document for pages and errors, in the reader's language, writing direction and colour mode. */
export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation('common')
  const isPortal = useMatches().some(({ handle }) => (handle as { portal?: boolean } | undefined)?.portal)
  const { nonce, mode } = useDocument()
  return (
    <html
      lang={i18n.language}
      dir={directionOf(i18n.language)}
      data-mode={mode}
      className={isPortal ? 'portal' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  const { locale } = useLoaderData<typeof loader>()
  const { i18n } = useTranslation()
  useEffect(() => {
    if (i18n.language !== locale) void i18n.changeLanguage(locale)
  }, [i18n, locale])
  return <Outlet />
}

/** Shows errors that no route's own boundary handles. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { t } = useTranslation('common')
  const { pathname } = useLocation()
  return (
    <main id="content" tabIndex={-1} className="split-alone">
      <Problem error={error}>
        <p className="button-row">
          <ButtonLink href={homeFrom(pathname)} variant="primary">
            {t('error.home')}
          </ButtonLink>
          {statusOf(error) >= 500 && <ButtonLink href={pathname}>{t('error.retry')}</ButtonLink>}
        </p>
      </Problem>
    </main>
  )
}

/** Returns the portal's start page inside a portal, else the product's. */
function homeFrom(pathname: string): string {
  const slug = /^\/p\/([^/]+)\/./.exec(pathname)?.[1]
  return slug ? urls.portal.home(decodeURIComponent(slug)) : urls.root()
}
