import { useTranslation } from 'react-i18next'
import type { SampledFile } from '~/domain/presets/sample'
import { formatBytes } from '~/i18n/format'
import { Facts } from '~/ui/facts'
import { reasonText } from '../library/reason-text'

/** Files of the library as settings would make them: a small picture, pixels and bytes, or why there is none. */
export function SampleCards({ sample, locale }: { sample: SampledFile[]; locale: string }) {
  const { t } = useTranslation(['presets', 'library'])
  if (sample.length === 0) return <p className="muted">{t('sample.none')}</p>
  return (
    <ul className="sample-cards">
      {sample.map(({ assetId, title, originalSize, made, reason }) => (
        <li key={assetId} className="sample-card">
          {made?.picture && <img className="sample-picture" src={made.picture} alt="" />}
          <p className="size-name">
            <bdi>{title}</bdi>
          </p>
          {made ? (
            <>
              <p className="numbers">
                <strong>{formatBytes(made.byteSize, locale)}</strong>{' '}
                <span className="muted">{t('sample.instead_of', { size: formatBytes(originalSize, locale) })}</span>
              </p>
              <p className="size-facts numbers">
                <Facts
                  of={[made.width && made.height ? `${made.width} × ${made.height} px` : undefined, `${made.took} ms`]}
                />
              </p>
            </>
          ) : (
            <p className="size-facts">{reasonText(t, reason ?? null)}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
