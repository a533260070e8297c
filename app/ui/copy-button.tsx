import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ButtonLook, buttonClass } from './button'
import { Icon } from './icon'
import { useScripted } from './scripting'

export interface CopyButtonProps extends Pick<ButtonLook, 'variant' | 'size'> {
  /** The text to copy. */
  text: string
  /** What is copied ("Copy credit"); omit it where that is clear from the context. */
  label?: string
}

/** Copies a text and confirms it. Hidden and outside the Tab order until scripts run. */
export function CopyButton({ text, label, variant, size = 's' }: CopyButtonProps) {
  const { t } = useTranslation('ui')
  const scripted = useScripted()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), 3_000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () => copyText(text).then(setOutcome)
  return (
    <>
      <button
        type="button"
        className={buttonClass({ variant, size }, 'needs-script')}
        data-waiting={scripted ? undefined : ''}
        onClick={copy}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {outcome === 'copied' ? t('copy.copied') : (label ?? t('copy.copy'))}
      </button>
      <span className={outcome === 'failed' ? 'field-error' : 'sr-only'} role="status">
        {outcome && t(`copy.${outcome}`)}
      </span>
    </>
  )
}

/**
 * Copies a text to the clipboard. The Clipboard API is unavailable on plain http; there `execCommand` still works after
 * a click.
 */
export async function copyText(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'sr-only'
    const home = document.activeElement
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    if (home instanceof HTMLElement) home.focus()
    return done ? 'copied' : 'failed'
  }
}
