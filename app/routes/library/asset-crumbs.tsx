import { useTranslation } from 'react-i18next'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { urls } from '~/urls'

/** The path to a page of an asset, from the library over the asset itself. */
export function AssetCrumbs({ asset, here }: { asset: { id: string; title: string }; here: string }) {
  const { t } = useTranslation('library')
  const crumbs = [
    { label: t('grid.title'), to: urls.library.grid() },
    { label: asset.title, to: urls.library.asset(asset.id) },
    { label: here },
  ]
  return <Breadcrumbs crumbs={crumbs} />
}
