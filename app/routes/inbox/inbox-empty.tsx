import { useTranslation } from 'react-i18next'
import type { InboxFilter } from '~/domain/notices/notice'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { urls } from '~/urls'

/** Says why a part of the inbox is empty. */
export function InboxEmpty({ filter }: { filter: InboxFilter }) {
  const { t } = useTranslation('inbox')
  const isNarrowed = filter.type !== undefined || filter.before !== undefined
  return (
    <EmptyState
      icon={filter.view === 'open' ? 'check-circle' : 'mail'}
      title={t(isNarrowed ? 'empty.narrowed' : `empty.${filter.view}`)}
      actions={
        isNarrowed || filter.view !== 'open' ? (
          <ButtonLink to={urls.inbox.list()}>{t('empty.show_open')}</ButtonLink>
        ) : (
          <ButtonLink to={urls.library.grid()}>{t('empty.library')}</ButtonLink>
        )
      }
    >
      {isNarrowed ? undefined : t(`empty.${filter.view}_text`)}
    </EmptyState>
  )
}
