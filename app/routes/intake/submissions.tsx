import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime } from '~/i18n/format'
import { Badge, type Tone } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { FilePicker } from './file-picker'
import type { GuestPage, PageFile } from './guest-page.server'
import { PlainFilesForm } from './plain-files-form'
import type { Deliveries } from './use-deliveries'

const LOOK: Record<string, { tone: Tone; icon: IconName }> = {
  received: { tone: 'info', icon: 'clock' },
  in_review: { tone: 'info', icon: 'review' },
  changes_asked: { tone: 'warn', icon: 'edit' },
  accepted: { tone: 'ok', icon: 'check-circle' },
  rejected: { tone: 'bad', icon: 'ban' },
}

interface SubmissionsProps {
  page: GuestPage
  deliveries: Deliveries
  isScripted: boolean
}

/** What the guest handed in, with what became of it; a new version is sent from the same row. */
export function Submissions({ page, deliveries, isScripted }: SubmissionsProps) {
  const { t } = useTranslation('intake')
  const submitted = page.files.filter(({ submittedAt, isRelease }) => submittedAt && !isRelease)
  const isReplaced = new Set(submitted.map(({ replacesId }) => replacesId))
  const current = submitted.filter(({ id }) => !isReplaced.has(id)).sort(byUrgency)
  if (current.length === 0) return null
  return (
    <section className="submissions" aria-labelledby="submissions">
      <h2 id="submissions">{t('mine.title')}</h2>
      <ul>
        {current.map((file) => (
          <Submission key={file.id} {...{ file, page, deliveries, isScripted }} />
        ))}
      </ul>
    </section>
  )
}

/** What waits for the guest comes first. */
const byUrgency = (one: PageFile, other: PageFile) =>
  Number(other.progress.at === 'changes_asked') - Number(one.progress.at === 'changes_asked')

function Submission({ file, page, deliveries, isScripted }: SubmissionsProps & { file: PageFile }) {
  const { t } = useTranslation('intake')
  const { progress, fileName, submittedAt, byteSize, slotId } = file
  const { tone, icon } = LOOK[progress.at] ?? { tone: 'neutral' as const, icon: 'file' as const }
  const slot = page.slots.find(({ id }) => id === slotId)
  const note = 'note' in progress ? progress.note : null
  const isReplacing = page.files.some(({ replacesId, submittedAt: sent }) => replacesId === file.id && !sent)
  const mayReplace = progress.at === 'changes_asked' && !isReplacing && page.brief.state !== 'closed'
  return (
    <li className="submission">
      <span className="intake-thumb">
        {file.picture ? <img src={file.picture} alt="" width={72} height={54} loading="lazy" /> : <Icon name="file" />}
      </span>
      <div className="submission-text">
        <bdi className="intake-name">{fileName}</bdi>
        <span className="intake-meta">
          {[
            slot?.title,
            formatBytes(byteSize, page.locale),
            submittedAt && formatDateTime(submittedAt, page.brief.zone, page.locale),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {note && (
          <blockquote className="submission-note">
            <bdi>{note}</bdi>
          </blockquote>
        )}
        {isReplacing && <span className="intake-meta">{t('mine.replacing')}</span>}
      </div>
      <div className="submission-state">
        <Badge tone={tone} icon={icon}>
          {t(`mine.${progress.at}`)}
        </Badge>
        {mayReplace &&
          (isScripted ? (
            <FilePicker
              label={t('mine.new_version')}
              name={t('mine.new_version_of', { name: fileName })}
              icon="upload"
              size="s"
              isSingle
              onPick={(files) => deliveries.add(files, { replacesId: file.id })}
            />
          ) : (
            <PlainFilesForm
              token={page.token}
              label={t('mine.new_version_of', { name: fileName })}
              replacesId={file.id}
            />
          ))}
      </div>
    </li>
  )
}
