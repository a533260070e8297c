import { useTranslation } from 'react-i18next'
import { RULE_SORTS, type Rule } from '~/domain/collections/smart-collection'
import { LONGEST_QUERY } from '~/domain/search/query/query'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'

/** The search that fills a collection, and the order of what it finds. */
export function RuleFields({ rule, errors }: { rule: Rule; errors?: { query?: string[] } }) {
  const { t } = useTranslation(['smart', 'library'])
  return (
    <>
      <TextField
        name="query"
        label={t('rule.query')}
        help={t('rule.query_help')}
        defaultValue={rule.query}
        errors={errors?.query}
        maxLength={LONGEST_QUERY}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        required
      />
      <Select
        name="sort"
        label={t('library:search.sort')}
        defaultValue={rule.sort}
        options={RULE_SORTS.map((value) => ({ value, label: t(`library:search.by.${value}`) }))}
      />
    </>
  )
}
