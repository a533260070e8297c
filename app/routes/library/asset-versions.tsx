import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { filesOfInput } from '~/routes/uploads/dropped-files'
import { UploadPanel } from '~/routes/uploads/upload-panel'
import { useUploads } from '~/routes/uploads/use-uploads'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { useDefaultTimeZone } from './default-time-zone'

/** All versions of an asset, which of them is public, and the upload of a new one. */
export function AssetVersions({ page }: { page: AssetPageData }) {
  const { asset, versions, record, locale } = page
  const { t } = useTranslation('library')
  const zone = useDefaultTimeZone()
  const uploads = useUploads({ only: asset.id })
  const input = useRef<HTMLInputElement>(null)
  return (
    <section className="panel stack" aria-labelledby="versions-heading">
      <h2 id="versions-heading">{t('versions.heading')}</h2>
      <ul className="plain-list">
        {versions.map((version) => (
          <li key={version.id}>
            <span>
              <a className="link" href={urls.library.download(version.id, 'original')}>
                {t('versions.number', { number: version.number })}
              </a>{' '}
              {version.id === record.approvedVersionId && <Badge tone="ok">{t('versions.out')}</Badge>}
            </span>
            <span className="muted">
              <bdi>{version.fileName}</bdi>
              {' · '}
              {formatDateTime(version.createdAt, zone, locale)}
              {version.createdByName && ` · ${version.createdByName}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="muted">{t('versions.help')}</p>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('versions.add')}
        onChange={(event) => {
          uploads.add(filesOfInput(event.currentTarget), { assetId: asset.id })
          event.currentTarget.value = ''
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {t('versions.add')}
      </Button>
      <UploadPanel uploads={uploads} locale={locale} />
    </section>
  )
}
