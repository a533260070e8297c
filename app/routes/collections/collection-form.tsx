import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Collection, CollectionTexts } from '~/domain/collections/collection'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { LocalizedField } from '~/routes/library/localized-field'
import { summaryErrors } from '~/routes/library/summary-errors'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'

/** The texts of a collection in every language, its slug and its cover. */
export function CollectionForm({
  collection,
  assets,
  cover,
  result,
  saved,
}: {
  collection: Collection
  /** The assets on the open page of the collection, any of which can become the cover. */
  assets: StaffAsset[]
  /** The cover, which may be on another page. */
  cover?: StaffAsset
  result?: SubmissionResult<string[]>
  /** The result of the action that saved the texts. */
  saved?: unknown
}) {
  const { t } = useTranslation('collections')
  const busy = useNavigation().formData?.get('intent') === 'texts'
  const { slug, coverAssetId, title, introduction } = collection
  const [form, fields] = useForm<z.input<typeof CollectionTexts>>({
    lastResult: result,
    defaultValue: { slug, coverAssetId: coverAssetId ?? '', title, introduction },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const offered = cover && !assets.some((asset) => asset.id === cover.id) ? [cover, ...assets] : assets
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <h2>{t('texts.title')}</h2>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="texts" />
      <LocalizedField
        formId={form.id}
        label={t('texts.name')}
        name="title"
        values={title}
        source={collection.sourceLocale}
        errors={form.allErrors}
        maxLength={200}
      />
      <LocalizedField
        formId={form.id}
        label={t('texts.introduction')}
        name="introduction"
        values={introduction}
        source={collection.sourceLocale}
        errors={form.allErrors}
        multiline
      />
      <TextField field={fields.slug} label={t('texts.slug')} help={t('texts.slug_help')} dir="ltr" required />
      <Select
        field={fields.coverAssetId}
        label={t('texts.cover')}
        options={[
          { value: '', label: t('texts.cover_first') },
          ...offered.map((asset) => ({ value: asset.id, label: asset.title })),
        ]}
      />
      <SaveBar label={t('texts.save')} busy={busy} changed={changed} saved={saved} errors={errors} />
    </Form>
  )
}
