import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '~/i18n/format'
import { AssetGrid } from '~/routes/portal/asset-grid'
import { KitForm } from '~/routes/portal/kit-form'
import { PageLinks } from '~/routes/portal/page-links'
import { Icon } from '~/ui/icon'
import type { filesOf, SharedAsset, termsOf } from './landing.server'

export type ShareFilesProps = Pick<Awaited<ReturnType<typeof filesOf>>, 'assets' | 'sizes' | 'kitPresets' | 'page'> & {
  share: ReturnType<typeof termsOf>
  branding?: { layout: 'justified' | 'uniform' }
  locale: string
  /** Whether what is ticked is kept for other pages of the share. */
  isKept: boolean
  /** Fields of the form of the download. */
  children?: ReactNode
}

/** Files of a share with their downloads: one, those that are ticked, or all. */
export function ShareFiles(props: ShareFilesProps) {
  const { share, branding, assets, sizes, kitPresets, page, locale, isKept, children } = props
  const files = (
    <>
      <AssetGrid
        assets={assets}
        layout={branding?.layout ?? 'justified'}
        locale={locale}
        selectable={(asset) => !!share.kitUrl && !!sizes.bytes[asset.id]}
        below={(asset) => <Delivered asset={asset} {...props} />}
      />
      <PageLinks {...page} />
    </>
  )
  if (!share.kitUrl) return <div className="kit">{files}</div>
  return (
    <KitForm action={share.kitUrl} sizes={sizes} presets={kitPresets} isKept={isKept} locale={locale}>
      {children}
      {files}
    </KitForm>
  )
}

/** Shown below a picture: its best file, or why it is not part of the download. */
function Delivered({ asset, share, sizes, locale }: { asset: SharedAsset } & ShareFilesProps) {
  const { t } = useTranslation('share')
  if (share.allows === 'preview') return null
  if (asset.leftOut === 'originalOnly' || asset.leftOut === 'not_made')
    return <p className="shot-quiet">{t(`tile.${asset.leftOut}`)}</p>
  const bytes = sizes.bytes[asset.id]
  if (!bytes || !asset.downloadUrl) return null
  return (
    <a className="shot-download" href={asset.downloadUrl} download>
      <Icon name="download" />
      <span>{t('tile.download')}</span> <bdi className="numbers">{formatBytes(bytes.best, locale)}</bdi>
      <span className="sr-only">{`: ${asset.title}`}</span>
    </a>
  )
}
