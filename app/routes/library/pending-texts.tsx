import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import type { ReturnedChanges } from '~/domain/metadata/withheld-values.queries.server'
import { formatDateTime } from '~/i18n/format'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import { fieldName } from '../metadata/field-name'
import { useDefaultTimeZone } from './default-time-zone'

interface PendingTextsProps {
  id: string
  /** Fields whose changes wait for approval. */
  pending: { key: string; label?: string }[]
  returned: SerializeFrom<ReturnedChanges> | undefined
  locale: string
}

/** Says that outsiders still get the approved texts, and why the changed ones were sent back; leads to their review. */
export function PendingTexts({ id, pending, returned, locale }: PendingTextsProps) {
  const { t } = useTranslation(['metadata', 'quality', 'library'])
  const zone = useDefaultTimeZone()
  if (pending.length === 0) return null
  const fields = pending.map((field) => fieldName(t as never, field)).join(', ')
  return (
    <Notice
      tone="warn"
      title={
        returned
          ? t('quality:texts.returned', {
              name: returned.byName ?? t('library:history.somebody'),
              at: formatDateTime(returned.at, zone, locale),
            })
          : t('pending.title', { fields })
      }
      actions={
        <ButtonLink size="s" to={urls.review.texts(id)}>
          {t('quality:texts.look')}
        </ButtonLink>
      }
    >
      {returned && <q dir="auto">{returned.note}</q>}
      <p>{returned ? t('quality:texts.returned_text') : t('pending.text')}</p>
    </Notice>
  )
}
