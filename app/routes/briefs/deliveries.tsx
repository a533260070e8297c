import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { DeliveredFile } from '~/domain/intake/deliveries.queries.server'
import type { FileProgress } from '~/domain/intake/submission-file'
import { formatBytes, formatDateTime } from '~/i18n/format'
import { Badge, type Tone } from '~/ui/badge'
import { Facts } from '~/ui/facts'
import { Icon } from '~/ui/icon'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'

const TONES: Partial<Record<FileProgress['at'], Tone>> = {
  ...{ in_review: 'info', changes_asked: 'warn', accepted: 'ok', rejected: 'bad' },
}

interface DeliveriesProps {
  briefId: string
  files: DeliveredFile[]
  pictures: Record<string, StaffAsset>
  slots: { id: string; title: string }[]
  /** The guest whose files alone are shown. */
  guestId: string | undefined
  zone: string
  locale: string
}

/** What came, by who sent it. */
export function Deliveries({ briefId, files, pictures, slots, guestId, zone, locale }: DeliveriesProps) {
  const { t } = useTranslation('briefs')
  const titles = new Map(slots.map(({ id, title }) => [id, title]))
  const guests = new Map<string, DeliveredFile[]>()
  for (const file of files) guests.set(file.guestId, [...(guests.get(file.guestId) ?? []), file])
  return (
    <section className="stack-s" aria-labelledby="brief-deliveries">
      <h2 id="brief-deliveries">{t('deliveries.title')}</h2>
      {files.length === 0 && <p className="muted">{t('deliveries.none')}</p>}
      {[...guests].map(([id, own]) => {
        const first = own[0]
        if (!first) return null
        return (
          <section key={id} className="panel stack-s" aria-labelledby={`brief-from-${id}`}>
            <div className="brief-from">
              <h3 id={`brief-from-${id}`}>
                <bdi>{first.guestName}</bdi>
              </h3>
              <span className="muted">
                <Facts
                  of={[
                    t('deliveries.files', { count: first.ofGuest }),
                    formatDateTime(first.submittedAt, zone, locale),
                    first.agreementNumber !== null && t('deliveries.accepted', { number: first.agreementNumber }),
                    first.madeWithAi === true && t('deliveries.ai'),
                    first.madeWithAi === false && t('deliveries.no_ai'),
                  ]}
                />
              </span>
            </div>
            {first.message && (
              <blockquote className="brief-message" dir="auto">
                {first.message}
              </blockquote>
            )}
            <ul className="brief-files">
              {own.map((file) => (
                <FileRow
                  key={file.id}
                  file={file}
                  picture={file.assetId ? pictures[file.assetId] : undefined}
                  slot={file.slotId ? titles.get(file.slotId) : undefined}
                  locale={locale}
                />
              ))}
            </ul>
            {!guestId && first.ofGuest > own.length && (
              <p>
                <Link className="link" to={urls.briefs.show(briefId, { guest: id })}>
                  {t('deliveries.more', { count: first.ofGuest })}
                </Link>
              </p>
            )}
          </section>
        )
      })}
    </section>
  )
}

function FileRow({
  file,
  picture,
  slot,
  locale,
}: {
  file: DeliveredFile
  picture?: StaffAsset
  slot?: string
  locale: string
}) {
  const { t } = useTranslation('briefs')
  const { progress, assetId, fileName } = file
  const to =
    picture && assetId
      ? progress.at === 'in_review'
        ? urls.review.item(assetId)
        : urls.library.asset(assetId)
      : undefined
  return (
    <li className="brief-file">
      {picture ? (
        <RowPicture asset={picture} />
      ) : (
        <span className="order-picture">
          <Icon name={file.isRelease ? 'document' : 'file'} />
        </span>
      )}
      <div className="relation-name">
        {to ? (
          <Link className="link" to={to} dir="auto">
            {fileName}
          </Link>
        ) : (
          <bdi>{fileName}</bdi>
        )}
        <span className="muted">
          <Facts
            of={[
              slot,
              file.isRelease && t('deliveries.release'),
              file.isAnswer && t('deliveries.answer'),
              formatBytes(file.byteSize, locale),
            ]}
          />
        </span>
        {'note' in progress && progress.note && (
          <q className="muted" dir="auto">
            {progress.note}
          </q>
        )}
      </div>
      {!file.isRelease && <Badge tone={TONES[progress.at]}>{t(`file_state.${progress.at}`)}</Badge>}
    </li>
  )
}
