import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import type { TemplateSummary as Summary } from './template-lines.server'
import { TemplateSummary } from './template-summary'

/** Templates for what is uploaded to the open folder. */
export interface UploadTemplates {
  /** Those that may be chosen. */
  all: { id: string; name: string }[]
  /** Those that apply without being chosen. */
  applied: { id: string; name: string }[]
}

interface UploadTemplateProps {
  templates: UploadTemplates
  /** The id of the chosen one; empty for that of the folder. */
  chosen: string
  onChoose: (id: string) => void
}

/** The choice of a template for what is uploaded, with what it will set. */
export function UploadTemplate({ templates: { all, applied }, chosen, onChoose }: UploadTemplateProps) {
  const { t } = useTranslation(['templates', 'library'])
  const { data, load } = useFetcher<{ summaries: Summary[] }>()
  const shown = chosen ? [chosen] : applied.map(({ id }) => id)
  const asked = shown.length > 0 ? urls.library.templates(shown) : undefined
  useEffect(() => {
    if (asked) load(asked)
  }, [asked, load])
  const summaries = (data?.summaries ?? []).filter(({ id }) => shown.includes(id))
  const names = applied.map(({ name }) => name).join(', ')
  return (
    <section className="upload-template" aria-label={t('upload.label')}>
      <Select
        name="template"
        label={t('upload.label')}
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
        options={[
          { value: '', label: names ? t('upload.of_folder', { names }) : t('upload.without') },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {summaries.length > 0 && (
        <details className="disclosure">
          <summary>{t('upload.what')}</summary>
          {summaries.map((summary) => (
            <div key={summary.id} className="stack-s">
              {(summaries.length > 1 || summary.kinds) && (
                <h3>
                  <bdi>{summary.name}</bdi>
                  {summary.kinds && `: ${summary.kinds.map((kind) => t(`library:kind.${kind}`)).join(', ')}`}
                </h3>
              )}
              <TemplateSummary summary={summary} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}
