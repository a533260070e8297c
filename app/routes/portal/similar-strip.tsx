import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetGrid } from './asset-grid'
import type { loader } from './similar'

const MOST_SHOWN = 6

/** The first of what looks like an asset; nothing while it is being loaded, and a word when there is none. */
export default function SimilarStrip({ href }: { href: string }) {
  const { t } = useTranslation('portal')
  const { load, data } = useFetcher<typeof loader>()
  useEffect(() => load(href), [load, href])
  if (!data) return null
  if (data.assets.length === 0) return <p>{t('similar.none')}</p>
  const { assets, locale } = data
  return <AssetGrid assets={assets.slice(0, MOST_SHOWN)} layout="uniform" locale={locale} selectable={() => false} />
}
