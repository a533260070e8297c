import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_NOTE } from '~/domain/assets/version-note'
import { formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { TextArea } from '~/ui/text-field'
import { urls } from '~/urls'
import type { AssetPageData } from '../library/asset'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { PinnedPlaces } from '../pins/pinned-places'
import { filesOfInput } from '../uploads/dropped-files'
import { UploadPanel } from '../uploads/upload-panel'
import { RestoreVersion } from './restore-version'
import { VersionNoteForm } from './version-note-form'
import { useVersionUpload, type VersionUpload } from './version-uploads'
import { WithdrawVersion } from './withdraw-version'

/** All versions of an asset with their notes, which of them is public, and the upload of a new one. */
export function AssetVersions({ page }: { page: AssetPageData }) {
  const { asset, versions, locale } = page
  const { t } = useTranslation(['library', 'versions'])
  const upload = useVersionUpload()
  return (
    <section className="panel stack" aria-labelledby="versions-heading">
      <div className="versions-head">
        <h2 id="versions-heading">{t('versions.heading')}</h2>
        {versions.length > 1 && (
          <ButtonLink to={urls.library.compare(asset.id)} icon="versions" size="s">
            {t('versions:compare.link')}
          </ButtonLink>
        )}
      </div>
      <ol className="version-list">
        {versions.map((version) => (
          <VersionRow key={version.id} page={page} version={version} />
        ))}
      </ol>
      {upload && <NewVersion upload={upload} locale={locale} />}
    </section>
  )
}

function VersionRow({ page, version }: { page: AssetPageData; version: AssetPageData['versions'][number] }) {
  const { asset, versions, record, locale } = page
  const { t } = useTranslation(['library', 'versions'])
  const zone = useDefaultTimeZone()
  const current = versions.find(({ id }) => id === record.currentVersionId)
  const approved = versions.find(({ id }) => id === record.approvedVersionId)
  const isCurrent = version === current
  const places = page.pins[version.id]
  return (
    <li className="version-row">
      <p className="version-name">
        <a className="link" href={urls.library.download(version.id, 'original')}>
          {t('versions.number', { number: version.number })}
        </a>
        {isCurrent && <Badge>{t('versions:current')}</Badge>}
        {version.editHash && <Badge>{t('versions:edited')}</Badge>}
        {version === approved && <Badge tone="ok">{t('versions.out')}</Badge>}
      </p>
      <p className="muted">
        <bdi>{version.fileName}</bdi>
        {' · '}
        {formatDateTime(version.createdAt, zone, locale)}
        {version.createdByName && ` · ${version.createdByName}`}
      </p>
      {version.restoredFrom && <p className="muted">{t('versions:restored_from', { number: version.restoredFrom })}</p>}
      <VersionNoteForm assetId={asset.id} version={version} />
      <PinnedPlaces places={places} assetId={asset.id} isWithdrawn={version.state !== 'approved'} />
      {!isCurrent && current && (
        <p className="version-acts">
          <ButtonLink
            to={urls.library.compare(asset.id, { left: version.number, right: current.number })}
            size="s"
            variant="plain"
            aria-label={t('versions:compare.with_current', { number: version.number })}
          >
            {t('versions:compare.link')}
          </ButtonLink>
          {(version.sha256 !== current.sha256 || version.editHash !== current.editHash) && (
            <RestoreVersion
              assetId={asset.id}
              number={version.number}
              versionId={version.id}
              nextNumber={(versions[0]?.number ?? 0) + 1}
              approvedNumber={approved?.number}
            />
          )}
          {page.mayApprove && version.state === 'approved' && version !== approved && (
            <WithdrawVersion
              assetId={asset.id}
              versionId={version.id}
              number={version.number}
              pins={places?.length ?? 0}
            />
          )}
        </p>
      )}
    </li>
  )
}

function NewVersion({ upload, locale }: { upload: VersionUpload; locale: string }) {
  const { t } = useTranslation(['library', 'versions'])
  const { uploads, note, setNote, send } = upload
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="stack version-new">
      <TextArea
        label={t('versions:note.of_new')}
        help={t('versions:note.help')}
        value={note}
        maxLength={LONGEST_NOTE}
        rows={1}
        optional
        onChange={(event) => setNote(event.target.value)}
      />
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('versions.add')}
        onChange={(event) => {
          send(filesOfInput(event.currentTarget))
          event.currentTarget.value = ''
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {t('versions.add')}
      </Button>
      <p className="muted">{t('versions:drop.help')}</p>
      <UploadPanel uploads={uploads} locale={locale} />
    </div>
  )
}
