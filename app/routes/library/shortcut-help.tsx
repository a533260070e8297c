import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Switch } from '~/ui/checkbox'
import { Dialog } from '~/ui/dialog'
import { Icon } from '~/ui/icon'
import { KeyHint } from '~/ui/key-hint'
import { setShortcuts, useShortcut, useShortcutsOn } from '~/ui/shortcuts'
import type { Place } from '~/ui/staff-shell'
import { goKeyOf } from './go-keys'

/** Shortcuts by the page where they work; the texts are in the `keys` locale file. */
const KEYS: Record<string, [action: string, keys: string[]][]> = {
  everywhere: [
    ['palette', ['Ctrl + K', '⌘ K']],
    ['search', ['/']],
    ['help', ['?']],
  ],
  grid: [
    ['move', ['←', '↑', '→', '↓']],
    ['step', ['J', 'K']],
    ['ends', ['Home', 'End']],
    ['pages', ['Page Up', 'Page Down']],
    ['open', ['Enter']],
    ['large', ['Space']],
    ['details', ['I']],
    ['choose', ['X']],
    ['range', ['Shift + ←', 'Shift + →']],
    ['all', ['Ctrl + A', '⌘ A']],
    ['clear', ['Esc']],
  ],
  table: [
    ['cell_edit', ['F2', 'Enter']],
    ['cell_rename', ['F2']],
    ['cell_save', ['Enter', 'Tab']],
    ['cell_restore', ['Esc']],
    ['cell_range', ['Shift + ↓', 'Shift + →']],
    ['cell_fill', ['Ctrl + D', '⌘ D']],
    ['cell_copy', ['Ctrl + C', 'Ctrl + V']],
    ['cell_clear', ['Delete']],
    ['cell_undo', ['Ctrl + Z', '⌘ Z']],
    ['cell_row', ['Shift + Space']],
    ['cell_ends', ['Ctrl + Home', 'Ctrl + End']],
  ],
  asset: [
    ['step', ['J', 'K']],
    ['annotate', ['W']],
  ],
  inbox: [
    ['row', ['J', 'K']],
    ['done', ['E']],
    ['take', ['M']],
    ['select', ['X']],
    ['undo', ['U']],
  ],
  review: [
    ['approve', ['A']],
    ['changes', ['C']],
    ['annotate', ['W']],
    ['next', ['N']],
    ['previous', ['P']],
  ],
  describe: [
    ['save', ['Ctrl + Enter', '⌘ Enter']],
    ['next', ['Alt + ↓']],
    ['previous', ['Alt + ↑']],
  ],
}

const ASKED = 'vitrine:shortcuts'

/** Shows the list of shortcuts, from wherever in the page. */
export const showShortcuts = () => document.dispatchEvent(new Event(ASKED))

/** The button and key that list the shortcuts, and the key that moves focus to the page's search box. */
export function ShortcutHelp({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation(['keys', 'ui'])
  const [open, setOpen] = useState(false)
  const on = useShortcutsOn()
  useShortcut('?', () => setOpen(true))
  useEffect(() => {
    const show = () => setOpen(true)
    document.addEventListener(ASKED, show)
    return () => document.removeEventListener(ASKED, show)
  }, [])
  useShortcut('/', () => document.querySelector<HTMLInputElement>('#content input[type="search"]')?.select())
  return (
    <>
      <button type="button" className="menu-item" onClick={() => setOpen(true)}>
        <Icon name="list" />
        {t('title')}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('title')}>
        <Switch
          name="shortcuts"
          label={t('on')}
          help={t('on_help')}
          checked={on}
          onChange={(event) => setShortcuts(event.target.checked)}
        />
        {Object.entries(KEYS).map(([place, rows]) => (
          <KeyList
            key={place}
            title={t(`place.${place}`)}
            rows={rows.map(([action, keys]) => [t(`act.${action}`), keys])}
          />
        ))}
        <KeyList
          title={t('place.go')}
          rows={places.flatMap(({ name }): Row[] => {
            const keys = goKeyOf(name)
            return keys ? [[t(`ui:shell.${name}`), [keys]]] : []
          })}
        />
      </Dialog>
    </>
  )
}

type Row = [name: string, keys: string[]]

function KeyList({ title, rows }: { title: string; rows: Row[] }) {
  return (
    <section className="key-list">
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="ltr">
              {keys.map((key) => (
                <KeyHint key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
