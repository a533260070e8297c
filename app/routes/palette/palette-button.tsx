import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { KeyHint } from '~/ui/key-hint'
import type { PaletteProps } from './palette'
import { useRememberRecent } from './use-recent'

const Palette = lazy(() => import('./palette').then(({ Palette }) => ({ default: Palette })))

/** Opens the command palette, as Ctrl-K and Cmd-K do wherever the focus is. */
export function PaletteButton(props: Omit<PaletteProps, 'onClose'>) {
  const { t } = useTranslation('palette')
  const [isOpen, setOpen] = useState(false)
  useRememberRecent(props.personId)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <>
      <button type="button" className="palette-button" aria-label={t('open')} onClick={() => setOpen(true)}>
        <Icon name="search" />
        <span>{t('open')}</span>
        <KeyHint keys="Ctrl K" />
      </button>
      {isOpen && (
        <Suspense>
          <Palette {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
