import { useTranslation } from 'react-i18next'
import type { FileProblem } from '~/domain/intake/submission-file'
import { formatBytes } from '~/i18n/format'
import { useErrorText } from '~/ui/field'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { problemText } from './problem-text'
import type { FileRow } from './rows'

interface Said {
  tone: string
  icon: IconName
  /** Key of `file`. */
  key: string
  problems?: FileProblem[]
}

/** How far a file is, what is wrong with it and what to do. */
export function FileState({ row, locale }: { row: FileRow; locale: string }) {
  const { t } = useTranslation('intake')
  const say = useErrorText()
  const { sending } = row.local ?? {}
  if (row.file?.progress.at !== 'ready' && sending?.state === 'sending')
    return (
      <span className="file-progress">
        <progress max={1} value={sending.bytes ? sending.sent / sending.bytes : 0} aria-label={t('file.sending')} />
        <span className="numbers">{`${formatBytes(sending.sent, locale)} / ${formatBytes(sending.bytes, locale)}`}</span>
      </span>
    )
  const { tone, icon, key, problems } = saidOf(row)
  return (
    <span className={`file-state ${tone}`}>
      <Icon name={icon} />
      <span>
        {problems ? problems.map((problem) => problemText(problem, t)).join(' ') : undefined}
        {!problems && (sending?.state === 'failed' ? say(sending.refusal ?? 'upload.connection') : t(`file.${key}`))}
      </span>
    </span>
  )
}

const SERVER: Record<string, Said> = {
  checking: { tone: '', icon: 'clock', key: 'looking' },
  ready: { tone: 'tone-ok', icon: 'check-circle', key: 'ready' },
  failed: { tone: 'tone-bad', icon: 'error', key: 'failed' },
  sending: { tone: 'tone-warn', icon: 'warning', key: 'unfinished' },
}

function saidOf({ file, local }: FileRow): Said {
  if (local?.phase === 'held') return { tone: 'tone-bad', icon: 'error', key: 'held', problems: local.problems }
  if (file?.progress.at === 'refused')
    return { tone: 'tone-bad', icon: 'error', key: 'held', problems: file.progress.problems }
  if (local?.sending?.state === 'failed') return { tone: 'tone-bad', icon: 'error', key: 'failed' }
  if (local?.sending?.state === 'paused') return { tone: '', icon: 'pause', key: 'paused' }
  if (local?.phase === 'checking') return { tone: '', icon: 'clock', key: 'checking' }
  if (local?.sending?.state === 'waiting' || (local && !file)) return { tone: '', icon: 'clock', key: 'waiting' }
  const said = file && SERVER[file.progress.at]
  if (said && file.progress.at === 'sending' && local) return { tone: '', icon: 'clock', key: 'looking' }
  return said ?? { tone: '', icon: 'clock', key: 'waiting' }
}
