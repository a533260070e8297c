import { Link, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '~/platform/mode'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { ModeSwitch } from './mode-switch'
import { Popdown } from './popdown'

const ICONS = {
  library: 'library',
  inbox: 'mail',
  review: 'review',
  collections: 'collection',
  portals: 'portal',
  links: 'link',
  briefs: 'camera',
  agreements: 'document',
  audit: 'audit',
  letters: 'mail',
  metadata: 'tag',
  presets: 'settings',
  conversions: 'image',
  imports: 'upload',
  storage: 'data',
  duplicates: 'versions',
  quality: 'check-circle',
  held: 'warning',
  bin: 'trash',
  people: 'users',
  named_persons: 'user',
  review_templates: 'check-circle',
  admin: 'settings',
} as const satisfies Record<string, IconName>

export type PlaceName = keyof typeof ICONS

/** The icon of a place in the navigation. */
export const placeIcon = (name: PlaceName): IconName => ICONS[name]

export interface Place {
  name: PlaceName
  to: string
  /** Number of pending items; 0 is not shown. */
  count?: number
}

export interface StaffShellProps {
  /** Main pages: up to six, so that they fit the navigation bar of a phone. */
  places: Place[]
  /** Pages used less often; on a phone they are in the user's menu. */
  more?: Place[]
  /** Above the navigation: what finds things by name. */
  search?: ReactNode
  home: string
  person: { name: string; role?: string }
  /** URL of the person's account page, for the menu. */
  accountTo?: string
  /** URL that the sign-out form posts to. */
  signOutTo: string
  mode?: Mode
  /** Further contents of the user's menu, such as a language switch. */
  menu?: ReactNode
  /** Actions in the user's menu. */
  acts?: ReactNode
  children: ReactNode
}

/**
 * The frame of every staff page. Signing out posts a plain form: loading a new document discards all data in memory.
 */
export function StaffShell(props: StaffShellProps) {
  const { places, more = [], search, home, person, accountTo, signOutTo, mode = 'follow', menu, acts, children } = props
  const { t } = useTranslation('ui')
  const { pathname } = useLocation()
  const current = placeOf(pathname, [...places, ...more])
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <header className="shell-side">
        <Link to={home} className="shell-brand">
          <Icon name="vitrine" className="mark" />
          <span>{t('shell.product')}</span>
        </Link>
        {search}
        <PlaceLinks label={t('shell.main')} places={places} current={current} />
        {more.length > 0 && <PlaceLinks label={t('shell.more')} places={more} current={current} />}
        <Popdown
          up
          align="start"
          className="shell-user"
          label={`${t('shell.account')}: ${person.name}`}
          summary={<Who {...person} />}
        >
          {more.map(({ name, to }) => (
            <Link key={to} to={to} className="menu-item only-narrow">
              <Icon name={ICONS[name]} />
              {t(`shell.${name}`)}
            </Link>
          ))}
          <div className="menu-row">
            <ModeSwitch initial={mode} />
            {menu}
          </div>
          <hr className="menu-rule" />
          {accountTo && (
            <Link to={accountTo} className="menu-item">
              <Icon name="user" />
              {t('shell.yourAccount')}
            </Link>
          )}
          {acts}
          <form method="post" action={signOutTo}>
            <button type="submit" className="menu-item">
              <Icon name="sign-out" />
              {t('shell.signOut')}
            </button>
          </form>
        </Popdown>
      </header>
      <main className="shell-main" id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

/** Returns the URL of the place that a page belongs to: the most specific one, since one may be below another. */
const placeOf = (pathname: string, places: readonly Place[]): string | undefined =>
  places
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0]

function PlaceLinks({ label, places, current }: { label: string; places: Place[]; current: string | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <nav className="shell-nav" aria-label={label}>
      {places.map(({ name, to, count }) => (
        <Link key={to} to={to} className="shell-link" aria-current={to === current ? 'page' : undefined}>
          <Icon name={ICONS[name]} />
          <span>{t(`shell.${name}`)}</span>
          {count ? <span className="shell-count">{count > 999 ? '999+' : count}</span> : null}
        </Link>
      ))}
    </nav>
  )
}

function Who({ name, role }: { name: string; role?: string }) {
  const initials = name
    .split(/\s+/)
    .flatMap((word) => [...word].slice(0, 1))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
  return (
    <>
      <span className="avatar" aria-hidden="true">
        {initials}
      </span>
      <span className="shell-user-name">
        <span>{name}</span>
        {role && <span>{role}</span>}
      </span>
    </>
  )
}
