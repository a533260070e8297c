import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Switch } from '~/ui/checkbox'
import { Dialog } from '~/ui/dialog'
import { Icon } from '~/ui/icon'
import { KeyHint } from '~/ui/key-hint'
import { setShortcuts, useShortcut, useShortcutsOn } from '~/ui/shortcuts'

/** Shortcuts by the page where they work; the texts are in the `keys` locale file. */
const KEYS: Record<string, [action: string, keys: string[]][]> = {
  everywhere: [
    ['search', ['/']],
    ['help', ['?']],
  ],
  grid: [
    ['move', ['←', '↑', '→', '↓']],
    ['step', ['J', 'K']],
    ['ends', ['Home', 'End']],
    ['open', ['Enter']],
    ['large', ['Space']],
    ['details', ['I']],
    ['choose', ['X']],
    ['range', ['Shift + ←', 'Shift + →']],
    ['all', ['Ctrl + A', '⌘ A']],
    ['clear', ['Esc']],
  ],
  review: [
    ['approve', ['A']],
    ['changes', ['C']],
    ['next', ['N']],
    ['previous', ['P']],
  ],
}

/** The button and key that list the shortcuts, and the key that moves focus to the page's search box. */
export function ShortcutHelp() {
  const { t } = useTranslation('keys')
  const [open, setOpen] = useState(false)
  const on = useShortcutsOn()
  useShortcut('?', () => setOpen(true))
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
          <section key={place} className="key-list">
            <h3>{t(`place.${place}`)}</h3>
            <dl>
              {rows.map(([action, keys]) => (
                <div key={action}>
                  <dt>{t(`act.${action}`)}</dt>
                  <dd dir="ltr">
                    {keys.map((key) => (
                      <KeyHint key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Dialog>
    </>
  )
}
