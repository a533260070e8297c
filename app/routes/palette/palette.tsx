import { useNavigate } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import {
  Dialog as AriaDialog,
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '~/domain/identity/permissions'
import type { FoundKind } from '~/domain/search/palette'
import type { Found } from '~/domain/search/palette.queries.server'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { KeyHint } from '~/ui/key-hint'
import { type Place, placeIcon } from '~/ui/staff-shell'
import { urls } from '~/urls'
import { goKeyOf } from '../library/go-keys'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'
import { nameMatches } from './name-matches'
import { paletteActs } from './palette-acts'
import { useFound } from './use-found'

const ICONS: Record<FoundKind, IconName> = {
  ...{ asset: 'image', search: 'star', collection: 'collection', portal: 'portal', share: 'link', person: 'user' },
}
const PAGES: Record<FoundKind, (id: string) => string> = {
  asset: (id) => urls.library.asset(id),
  search: urls.saved.open,
  collection: (id) => urls.collections.edit(id),
  portal: urls.portals.edit,
  share: urls.shares.manage,
  person: urls.people.edit,
}

export interface PaletteProps {
  personId: string
  abilities: Abilities
  places: readonly Place[]
  onClose: () => void
}

interface Entry {
  id: string
  name: string
  content: ReactNode
  run: () => void
}

/** The command palette: finds things by name, and offers pages and acts, by keyboard first. */
export function Palette({ personId, abilities, places, onClose }: PaletteProps) {
  const { t } = useTranslation(['palette', 'ui'])
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const { found, isRecent, isBusy } = useFound(typed, personId)
  const offered = (name: string) => nameMatches(name, typed)
  const pages = places
    .map(({ name, to }) => ({
      id: `page ${name}`,
      to,
      icon: placeIcon(name),
      name: t(`ui:shell.${name}`),
      keys: goKeyOf(name),
    }))
    .filter(({ name }) => offered(name))
  const acts = paletteActs(abilities)
    .map((act) => ({ ...act, name: t(`act.${act.id}`) }))
    .filter(({ name }) => typed.trim() !== '' && offered(name))
  const sections: [name: string, entries: Entry[]][] = [
    [
      t(isRecent ? 'section.recent' : 'section.found'),
      found.map((each) => ({
        ...{ id: `${each.kind} ${each.id}`, name: each.name, content: <FoundContent found={each} /> },
        run: () => navigate(PAGES[each.kind](each.id)),
      })),
    ],
    [
      t('section.pages'),
      pages.map(({ id, name, icon, keys, to }) => ({
        ...{ id, name, run: () => navigate(to) },
        content: <Plain icon={icon} name={name} keys={keys} />,
      })),
    ],
    [
      t('section.acts'),
      acts.map(({ id, name, icon, to, run }) => ({
        ...{ id: `act ${id}`, name, content: <Plain icon={icon} name={name} /> },
        run: () => (to ? navigate(to) : run?.()),
      })),
    ],
  ]
  const shown = sections.filter(([, entries]) => entries.length > 0)
  const choose = (key: string) => {
    onClose()
    sections
      .flatMap(([, entries]) => entries)
      .find((entry) => entry.id === key)
      ?.run()
  }
  const first = shown[0]?.[1][0]?.id
  // React Aria focuses an item only when something is typed, and what is found comes later.
  const [isEntered, setEntered] = useState(false)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.currentTarget.hasAttribute('aria-activedescendant')) setEntered(true)
  }
  useEffect(() => {
    if (!isEntered || isBusy) return
    setEntered(false)
    if (first) choose(first)
  })
  const type = (text: string) => {
    setTyped(text)
    setEntered(false)
  }
  return (
    <ModalOverlay className="overlay palette-overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog-box palette">
        <AriaDialog className="dialog" aria-label={t('label')}>
          <Autocomplete inputValue={typed} onInputChange={type}>
            <SearchField className="palette-field" aria-label={t('label')} autoFocus>
              <Icon name="search" />
              <Input className="palette-input" placeholder={t('label')} maxLength={200} onKeyDown={onKeyDown} />
            </SearchField>
            <Menu
              className="menu palette-list"
              aria-label={t('results')}
              onAction={(key) => choose(String(key))}
              renderEmptyState={() => <p className="palette-none muted">{t(isBusy ? 'searching' : 'none')}</p>}
            >
              {shown.map(([name, entries]) => (
                <MenuSection key={name} className="palette-section">
                  <Header className="palette-head">{name}</Header>
                  {entries.map(({ id, name, content }) => (
                    <MenuItem key={id} id={id} textValue={name} className="menu-item palette-item">
                      {content}
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function FoundContent({ found: { kind, name, asset, email } }: { found: Found }) {
  const { t } = useTranslation('palette')
  return (
    <>
      {asset ? <RowPicture asset={asset} /> : <Icon name={ICONS[kind]} />}
      <span className="palette-name" dir="auto">
        {name}
      </span>
      {asset ? <StateBadge asset={asset} /> : <span className="muted">{email ?? t(`kind.${kind}`)}</span>}
    </>
  )
}

function Plain({ icon, name, keys }: { icon: IconName; name: string; keys?: string }) {
  return (
    <>
      <Icon name={icon} />
      <span className="palette-name">{name}</span>
      {keys && <KeyHint keys={keys} />}
    </>
  )
}
