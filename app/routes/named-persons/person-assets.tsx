import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { writePhrase } from '~/domain/search/query/write'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'
import { StaffAssetTiles } from '../library/staff-asset-tiles'
import { UsedCount } from './used-count'

interface PersonAssetsProps {
  name: string
  assets: StaffAsset[]
  used: number
  locale: string
}

/** The newest assets that name somebody, and the way to all that have the name. */
export function PersonAssets({ name, assets, used, locale }: PersonAssetsProps) {
  const { t } = useTranslation('named-persons')
  return (
    <section className="stack-s" aria-labelledby="person-assets">
      <h2 id="person-assets">
        {t('files')} <span className="muted numbers">{used > 0 && <UsedCount used={used} locale={locale} />}</span>
      </h2>
      {assets.length === 0 ? (
        <p className="muted">{t('no_files')}</p>
      ) : (
        <>
          <StaffAssetTiles assets={assets} size="s" />
          <p className="button-row">
            <ButtonLink to={urls.library.grid({ q: writePhrase(name) })} icon="search">
              {t('in_library')}
            </ButtonLink>
          </p>
        </>
      )}
    </section>
  )
}
