import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KitPreset } from '~/domain/kits/kit-presets.queries.server'
import { formatBytes } from '~/i18n/format'
import { Icon } from '~/ui/icon'
import { type FileBytes, MOST_PICKED, usePicks } from './use-picks'

/** Sizes of a kit in bytes, per size and file, so that visitors know them before they download. */
export interface KitSizes {
  count: number
  /** Bytes of the entire ZIP. */
  web: number
  best: number
  bytes: Record<string, FileBytes>
}

/**
 * The download bar: a plain GET form, so it works without scripts. Ticked pictures become `?asset=`; with none ticked
 * the kit contains all. Scripts only add the running total.
 */
export function KitForm({
  action,
  sizes,
  presets,
  isKept,
  locale,
  children,
}: {
  action: string
  sizes: KitSizes
  /** Further sizes, which may have to be made first. */
  presets: KitPreset[]
  /** Whether what is ticked is kept for other pages of the list. */
  isKept: boolean
  locale: string
  children: ReactNode
}) {
  const { t } = useTranslation('portal')
  const [size, setSize] = useState('best')
  const form = useRef<HTMLFormElement>(null)
  const { here, elsewhere, forget, scripted } = usePicks(form, sizes.bytes, isKept ? action : undefined)
  const others = Object.keys(elsewhere)
  const picked = [...here, ...others]
  // A smaller size is offered only if it saves bytes: the SVG of a logo is smaller than any picture of it.
  const choice = sizes.web < sizes.best
  /** Returns the bytes of the selected pictures; of all if none is ticked. */
  const weight = (form: 'best' | 'web') =>
    picked.length > 0
      ? picked.reduce((sum, id) => sum + ((sizes.bytes[id] ?? elsewhere[id])?.[form] ?? 0), 0)
      : sizes[form]
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
      {others.length > 0 && (
        <p className="kit-elsewhere">
          {t('kit.elsewhere', { count: others.length })}{' '}
          <button type="button" className="link" onClick={forget}>
            {t('kit.forget')}
          </button>
          {others.map((id) => (
            <input key={id} type="hidden" name="asset" value={id} />
          ))}
        </p>
      )}
      {picked.length >= MOST_PICKED && <p role="status">{t('kit.most', { most: MOST_PICKED })}</p>}
      {children}
    </form>
  )
}

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
