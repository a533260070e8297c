import { Form, useActionData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'

interface Answer {
  result?: { error?: Record<string, string[] | null> | null; initialValue?: Partial<Record<string, string>> }
}

/** Applies a template to the assets of a change of many; nothing changes before its preview. */
export function TemplateAct({ templates }: { templates: { id: string; name: string }[] }) {
  const { t } = useTranslation(['templates', 'bulk-edits'])
  const busy = useNavigation().formData?.get('act') === 'template'
  const { error, initialValue: typed } = useActionData<Answer>()?.result ?? {}
  if (templates.length === 0) return null
  return (
    <Form method="post" className="panel stack bulk-edit-form">
      <h2>{t('apply.title')}</h2>
      <p className="muted">{t('apply.help')}</p>
      <input type="hidden" name="act" value="template" />
      <Select
        name="template"
        label={t('apply.template')}
        defaultValue={typed?.template}
        errors={error?.template ?? undefined}
        options={templates.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <p className="button-row">
        <Button type="submit" busy={busy}>
          {t('bulk-edits:new.next')}
        </Button>
      </p>
    </Form>
  )
}
