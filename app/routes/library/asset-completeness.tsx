import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '~/i18n/format'
import { goToField } from '~/ui/go-to-field'
import { Icon } from '~/ui/icon'
import { ProgressBar } from '~/ui/progress-bar'
import type { ShownCompleteness } from './load-completeness.server'
import { MissingFields } from './missing-fields'

/** How complete the texts of a file are, with a way into each field that is missing. */
export function AssetCompleteness({ id, completeness }: { id: string; completeness: ShownCompleteness | undefined }) {
  const { t, i18n } = useTranslation('quality')
  useFieldInAddress()
  if (!completeness) return null
  const { met, count, missing } = completeness
  return (
    <section className="panel completeness" aria-labelledby="completeness-heading">
      <h2 id="completeness-heading">{t('completeness.heading')}</h2>
      {missing.length === 0 ? (
        <p className="save-saved">
          <Icon name="check-circle" />
          {t('completeness.complete')}
        </p>
      ) : (
        <>
          <ProgressBar
            label={t('completeness.share', { share: shareText(met / count, i18n.language) })}
            value={met / count}
          />
          <p>{t('completeness.missing')}</p>
          <MissingFields missing={missing} assetId={id} isHere />
        </>
      )}
    </section>
  )
}

/** Returns a share as a percentage; of what is not complete never as all of it. */
export const shareText = (share: number, locale: string): string => formatPercent(Math.floor(share * 100) / 100, locale)

/** Puts the focus into the field that the address names, as links from other pages do. */
function useFieldInAddress(): void {
  const { hash } = useLocation()
  useEffect(() => {
    const id = decodeURIComponent(hash.slice(1))
    // After the focus was put on the heading of the new page.
    const timer = id ? setTimeout(() => goToField(id)) : undefined
    return () => clearTimeout(timer)
  }, [hash])
}
