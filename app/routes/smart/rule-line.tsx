import { useTranslation } from 'react-i18next'
import type { StoredRule } from '~/domain/collections/smart-collection'
import { useLookAgain } from '~/routes/library/use-look-again'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'

/** Says that a search fills the collection, which one, and whether its files are those of it already. */
export function RuleLine({ collectionId, rule }: { collectionId: string; rule: StoredRule }) {
  const { t } = useTranslation('smart')
  useLookAgain(!rule.isSettled)
  return (
    <Notice
      actions={
        <>
          <ButtonLink size="s" icon="search" to={urls.library.grid({ q: rule.query, sort: rule.sort })}>
            {t('rule.show')}
          </ButtonLink>
          <ButtonLink size="s" icon="edit" to={urls.collections.rule(collectionId)}>
            {t('rule.change')}
          </ButtonLink>
        </>
      }
      title={<bdi className="rule-text">{rule.query}</bdi>}
    >
      <span role="status">{t(rule.isSettled ? 'line.text' : 'line.unsettled')}</span>
    </Notice>
  )
}
