import { getFormProps, useForm } from '@conform-to/react'
import type { FetcherWithComponents } from '@remix-run/react'
import { type ChangeEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CAPTION_LANGUAGES, captionLanguageName } from '~/platform/captions/caption-languages'
import { MOST_CAPTION_BYTES } from '~/platform/captions/cue'
import { ErrorSummary } from '~/ui/error-summary'
import { FileField } from '~/ui/file-field'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import type { CaptionsAnswer } from './asset-captions'
import { summaryErrors } from './summary-errors'
import { useResult } from './use-result'

interface CaptionsFormProps {
  assetId: string
  /** Tags of the languages that have captions. */
  present: readonly string[]
  /** Their states. */
  seen: string
  chosen?: string
  /** The language whose captions are to be replaced, a new object each time it is asked for. */
  replacing?: { locale: string }
  fetcher: FetcherWithComponents<CaptionsAnswer>
  result?: CaptionsAnswer
}

/** Adds or replaces the captions of one language, from a file or as text. */
export function CaptionsForm({ assetId, present, seen, chosen, replacing, fetcher, result }: CaptionsFormProps) {
  const { t } = useTranslation('library')
  const [form, fields] = useForm<{ locale: string; file: string; text: string }>({
    id: 'captions-form',
    lastResult: useResult(result),
    defaultValue: { locale: chosen ?? CAPTION_LANGUAGES.find((tag) => !present.includes(tag)) },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const saved = result?.done === 'set' ? result : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  useEffect(() => {
    const select = document.getElementById(fields.locale.id)
    if (!replacing || !(select instanceof HTMLSelectElement)) return
    select.value = replacing.locale
    select.focus()
  }, [replacing, fields.locale.id])
  const checkLength = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? []
    currentTarget.setCustomValidity(file && file.size > MOST_CAPTION_BYTES ? t('errors:captions.too_long') : '')
    currentTarget.reportValidity()
  }
  const options = CAPTION_LANGUAGES.map((tag) => {
    const language = captionLanguageName(tag)
    return { value: tag, label: present.includes(tag) ? t('captions.replaces', { language }) : language }
  })
  return (
    <fetcher.Form
      method="post"
      encType="multipart/form-data"
      action={urls.library.captions(assetId)}
      ref={ref}
      {...getFormProps(form)}
      className="stack"
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="set" />
      <input type="hidden" name="seen" value={seen} />
      <noscript>
        <input type="hidden" name="after" value="asset" />
      </noscript>
      <Select field={fields.locale} label={t('captions.language')} options={options} />
      <FileField
        field={fields.file}
        label={t('captions.file')}
        help={t('captions.file_help')}
        accept=".vtt,.srt,text/vtt,application/x-subrip"
        onChange={checkLength}
      />
      <TextArea
        field={fields.text}
        label={t('captions.text')}
        help={t('captions.text_help')}
        rows={5}
        dir="auto"
        spellCheck={false}
      />
      <SaveBar
        label={t('captions.save')}
        busy={fetcher.state !== 'idle'}
        changed={changed}
        saved={saved}
        errors={errors}
      />
    </fetcher.Form>
  )
}
