import type { SerializeFrom } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countHeld } from '~/domain/assets/holds.queries.server'
import { abilitiesOf } from '~/domain/identity/permissions'
import { countOpen } from '~/domain/notices/inbox.queries.server'
import { countWaiting } from '~/domain/review/review.queries.server'
import { countTextsWaiting } from '~/domain/review/texts-to-review.queries.server'
import { staffLoader } from '~/http/route.server'
import { LOCALES } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { useFocusKeeper } from '~/ui/focus-keeper'
import { LanguageSwitch } from '~/ui/language-switch'
import { Problem, statusOf } from '~/ui/problem'
import { type Place, StaffShell } from '~/ui/staff-shell'
import { ToastProvider } from '~/ui/toast'
import { UnsavedChangesGuard } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { useOpenCount } from '../inbox/use-open-count'
import { PaletteButton } from '../palette/palette-button'
import { useGoKeys } from './go-keys'
import { ShortcutHelp } from './shortcut-help'

// Loads the texts of all staff pages at once: loading them per page would delay each navigation.
export const handle = {
  i18n: [
    ...['library', 'result', 'palette', 'selection', 'review', 'keys', 'collections', 'portals', 'shares'],
    ...[
      'relations',
      'audit',
      'presets',
      'metadata',
      'named-persons',
      'references',
      'templates',
      'file-says',
      'sizes',
      'conversions',
      'storage',
      'imports',
      'folders',
      'pins',
      'holds',
      'bin',
      'people',
      'account',
      'inbox',
      'mails',
      'similar',
      'briefs',
      'colours',
    ],
    ...['ui', 'errors'],
  ],
}

export const loader = staffLoader('viewer', async ({ db, viewer, now, person, locale, services }) => {
  const { zone } = services.env
  const inbox = countOpen({ db, viewer, now, person, zone })
  const [versions, texts, held] = await Promise.all([countWaiting(db), countTextsWaiting(db), countHeld(db)])
  const counts = { waiting: versions + texts, held, inbox: await inbox }
  return { person, abilities: abilitiesOf(person), locale, zone, ...counts }
})

export default function StaffLayout() {
  return (
    <Frame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  )
}

/** Shows errors of staff pages within the frame; without the frame if the frame itself failed to load. */
export function ErrorBoundary() {
  const error = useRouteError()
  const frame = useRouteLoaderData<typeof loader>('routes/library/shell')
  const { t } = useTranslation('common')
  const { pathname } = useLocation()
  const problem = (
    <Problem error={error}>
      <p className="button-row">
        <ButtonLink to={urls.library.grid()} variant="primary">
          {t('error.home')}
        </ButtonLink>
        {statusOf(error) >= 500 && <ButtonLink href={pathname}>{t('error.retry')}</ButtonLink>}
      </p>
    </Problem>
  )
  return frame ? <Frame {...frame}>{problem}</Frame> : <main className="split-alone">{problem}</main>
}

type FrameProps = Pick<
  SerializeFrom<typeof loader>,
  'person' | 'abilities' | 'locale' | 'waiting' | 'held' | 'inbox'
> & {
  children: ReactNode
}

function Frame({ person, abilities: may, locale, waiting, held, inbox, children }: FrameProps) {
  const { t } = useTranslation('library')
  useFocusKeeper()
  const open = useOpenCount(inbox)
  const places: (Place | false)[] = [
    { name: 'library', to: urls.library.grid() },
    { name: 'inbox', to: urls.inbox.list(), count: open },
    may.editAssets && { name: 'review', to: urls.review.queue(), count: waiting },
    may.manageCollections && { name: 'collections', to: urls.collections.list() },
    may.managePortals && { name: 'portals', to: urls.portals.list() },
    may.share && { name: 'links', to: urls.shares.list() },
  ]
  const more: (Place | false)[] = [
    may.manageBriefs && { name: 'briefs', to: urls.briefs.list() },
    may.editAssets && { name: 'quality', to: urls.quality() },
    may.editAssets && { name: 'duplicates', to: urls.library.duplicates() },
    may.editAssets && held > 0 && { name: 'held', to: urls.library.held(), count: held },
    may.seeNamedPersons && { name: 'named_persons', to: urls.namedPersons.list() },
    may.seeBin && { name: 'bin', to: urls.bin.list() },
    may.import && { name: 'imports', to: urls.admin.imports() },
    may.managePeople && { name: 'people', to: urls.people.list() },
    may.readAuditLog && { name: 'audit', to: urls.admin.audit() },
    may.manageMetadata && { name: 'metadata', to: urls.admin.metadata() },
    may.manageAgreements && { name: 'agreements', to: urls.briefs.agreements() },
    may.manageReview && { name: 'review_templates', to: urls.admin.reviewTemplates() },
    may.managePresets && { name: 'presets', to: urls.admin.presets() },
    may.manageLetters && { name: 'letters', to: urls.admin.letters() },
    may.manageConversions && { name: 'conversions', to: urls.admin.conversions() },
    may.manageStorage && { name: 'storage', to: urls.admin.storage() },
  ]
  const main = places.filter((place) => place !== false)
  const others = more.filter((place) => place !== false)
  const all = [...main, ...others]
  useGoKeys(all)
  return (
    <ToastProvider>
      <StaffShell
        home={urls.library.grid()}
        places={main}
        more={others}
        search={<PaletteButton personId={person.id} abilities={may} places={all} />}
        person={{ name: person.name, role: t(`role.${person.role}`) }}
        accountTo={urls.account()}
        signOutTo={urls.auth.signOut()}
        menu={<LanguageSwitch languages={LOCALES} current={locale} up />}
        acts={<ShortcutHelp places={all} />}
      >
        <UnsavedChangesGuard>{children}</UnsavedChangesGuard>
      </StaffShell>
    </ToastProvider>
  )
}
