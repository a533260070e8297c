import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KitPreset } from '~/domain/kits/kit-presets.queries.server'
import { formatBytes } from '~/i18n/format'
import { Icon } from '~/ui/icon'

/** Sizes of a kit in bytes, per size and file, so that visitors know them before they download. */
export interface KitSizes {
  count: number
  /** Bytes of the entire ZIP. */
  web: number
  best: number
  bytes: Record<string, { web: number; best: number }>
}

/**
 * The download bar: a plain GET form, so it works without scripts. Ticked pictures become `?asset=`; with none ticked
 * the kit contains all. Scripts only add the running total.
 */
export function KitForm({
  action,
  sizes,
  presets,
  locale,
  children,
}: {
  action: string
  sizes: KitSizes
  /** Further sizes, which may have to be made first. */
  presets: KitPreset[]
  locale: string
  children: ReactNode
}) {
  const { t } = useTranslation('portal')
  const [picked, setPicked] = useState<string[]>([])
  const [size, setSize] = useState('best')
  const [scripted, setScripted] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const element = form.current
    if (!element) return
    // Reads the boxes at once, since some may have been ticked before hydration; then on every `change` event of the
    // DOM, because React misses those during hydration.
    const read = () => setPicked(pickedIn(element))
    setScripted(true)
    read()
    element.addEventListener('change', read)
    return () => element.removeEventListener('change', read)
  }, [])
  // A smaller size is offered only if it saves bytes: the SVG of a logo is smaller than any picture of it.
  const choice = sizes.web < sizes.best
  /** Returns the bytes of the selected pictures; of all if none is ticked. */
  const weight = (form: 'best' | 'web') =>
    picked.length > 0 ? picked.reduce((sum, id) => sum + (sizes.bytes[id]?.[form] ?? 0), 0) : sizes[form]
  if (sizes.count === 0) return <>{children}</>
  return (
    <form ref={form} method="get" action={action} className="kit">
      <div className="kit-bar">
        <p className="kit-sum" aria-live="polite">
          {size !== 'best' && size !== 'web'
            ? t('kit.in_preset', { count: picked.length || sizes.count })
            : picked.length > 0
              ? t('kit.picked', { count: picked.length, bytes: formatBytes(weight(size), locale) })
              : t('kit.all', { count: sizes.count, bytes: formatBytes(weight(size), locale) })}
        </p>
        {(choice || presets.length > 0) && (
          <fieldset className="kit-size">
            <legend className="sr-only">{t('kit.size')}</legend>
            {(choice ? (['best', 'web'] as const) : (['best'] as const)).map((value) => (
              <SizeChoice key={value} value={value} checked={size === value} onChoose={setSize}>
                {`${t(choice ? `kit.size_${value}` : 'kit.size_only')} · ${formatBytes(weight(value), locale)}`}
              </SizeChoice>
            ))}
            {presets.length > 0 && (
              <details className="disclosure kit-presets">
                <summary>{t('kit.other_sizes')}</summary>
                {presets.map(({ key, name, isOfPages }) => (
                  <SizeChoice key={key} value={key} checked={size === key} onChoose={setSize}>
                    <bdi>{name}</bdi>
                    {isOfPages && ` · ${t('kit.first_page')}`}
                  </SizeChoice>
                ))}
              </details>
            )}
          </fieldset>
        )}
        <button type="submit" className="button button-primary">
          <Icon name="download" />
          {scripted && picked.length > 0 ? t('kit.download_picked', { count: picked.length }) : t('kit.download')}
        </button>
      </div>
      {children}
    </form>
  )
}

const pickedIn = (form: HTMLFormElement): string[] => new FormData(form).getAll('asset').map(String)

function SizeChoice({
  value,
  checked,
  onChoose,
  children,
}: {
  value: string
  checked: boolean
  onChoose: (value: string) => void
  children: ReactNode
}) {
  return (
    <label className="choice">
      <input
        type="radio"
        className="radio"
        name="size"
        value={value}
        checked={checked}
        onChange={() => onChoose(value)}
      />
      <span className="choice-text">{children}</span>
    </label>
  )
}
