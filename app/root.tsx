import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useLocation,
  useMatches,
  useRouteError,
} from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import stylesheet from '~/ui/app.css?url'
import { useDocument } from './document'
import { askedLocale, directionOf, localeCookie, localeOf } from './i18n/locale'
import { ButtonLink } from './ui/button'
import { Problem, statusOf } from './ui/problem'
import { urls } from './urls'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'Vitrine' }]

/** Knows the language only; keeps the one that `?lng=` asks for. */
export function loader({ request }: LoaderFunctionArgs) {
  const asked = askedLocale(request)
  const secure = request.url.startsWith('https:')
  const headers = asked && { 'set-cookie': localeCookie(asked, secure) }
  return data({ locale: localeOf(request) }, { headers })
}

/** The document around pages and errors alike, in the reader's language, direction and light. */
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

/** What went wrong where no nearer page says it. */
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

/** Inside a portal its own start page; elsewhere that of the product. */
function homeFrom(pathname: string): string {
  const slug = /^\/p\/([^/]+)\/./.exec(pathname)?.[1]
  return slug ? urls.portal.home(decodeURIComponent(slug)) : urls.root()
}
