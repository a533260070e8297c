import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { keywordLine } from '~/domain/metadata/built-in'
import type { Synonyms } from '~/domain/metadata/vocabulary'
import { LOCALES, type Localized } from '~/platform/language'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'
import { TermName } from '../vocabularies/term-name'

export interface TermOption {
  value: string
  label: string
}

interface TermFormProps {
  /** What is changed; undefined for a new one. */
  term?: { labels: Localized; synonyms: Synonyms; hidden: Synonyms; parentId: number | null }
  /** Terms that it may be below; of a large vocabulary none, and the name is typed. */
  parents: TermOption[]
  /** Of a large vocabulary: the term that a new one is below, null for the top; or what the name of that above it is. */
  below?: { id: number; name: string } | null
  vocabulary: string
  result?: SubmissionResult<string[]>
  saved?: unknown
}

/** The names of a term and its synonyms in every language, and where it is in the tree. */
export function TermForm({ term, parents, below, vocabulary, result, saved }: TermFormProps) {
  const { t } = useTranslation('metadata')
  const busy = useNavigation().state === 'submitting'
  const parentId = term?.parentId ? String(term.parentId) : ''
  const [form, fields] = useForm<{ parentId: string }>({
    ...{ id: 'term', lastResult: result, defaultValue: { parentId } },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const linesOf = (names: Synonyms = {}) =>
    Object.fromEntries(LOCALES.map((locale) => [locale, keywordLine(names[locale] ?? [])]))
  const localized = { formId: form.id, source: 'en', errors: form.allErrors }
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <h2>{t(term ? 'terms.names' : 'terms.new')}</h2>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value={term ? 'save' : 'add'} />
      <LocalizedField {...localized} name="labels" values={term?.labels ?? {}} label={t('form.name')} maxLength={100} />
      <LocalizedField
        {...localized}
        name="synonyms"
        values={linesOf(term?.synonyms)}
        label={t('terms.synonyms')}
        help={t('terms.synonyms_help')}
        maxLength={5000}
      />
      <LocalizedField
        {...localized}
        name="hidden"
        values={linesOf(term?.hidden)}
        label={t('terms.hidden')}
        help={t('terms.hidden_help')}
        maxLength={5000}
      />
      {below === undefined ? (
        <Select field={fields.parentId} label={t('terms.parent')} options={[{ value: '', label: '—' }, ...parents]} />
      ) : (
        <TermName
          vocabulary={vocabulary}
          name="parentName"
          id={`${form.id}-parentName`}
          label={t('terms.parent')}
          help={t('terms.parent_help')}
          errors={form.allErrors.parentName}
          defaultValue={below?.name ?? ''}
        />
      )}
      <SaveBar label={t(term ? 'terms.save' : 'terms.add')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
