import { useTranslation } from 'react-i18next'
import type { HoldReason } from '~/domain/folders/ingest-rules'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import { holdText } from './hold-text'

/** Says on the page of an asset why its current version is held; nothing when it is not. */
export function HeldNotice({ reasons }: { reasons: readonly HoldReason[] }) {
  const { t } = useTranslation('holds')
  if (reasons.length === 0) return null
  return (
    <Notice
      tone="warn"
      title={t('notice')}
      actions={
        <ButtonLink size="s" to={urls.library.held()}>
          {t('title')}
        </ButtonLink>
      }
    >
      <ul className="plain-list">
        {reasons.map((reason) => (
          <li key={reason.rule}>{holdText(reason, t)}</li>
        ))}
      </ul>
    </Notice>
  )
}
