import { Form, useActionData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OPERATIONS, type OperationName } from '~/domain/bulk/bulk-edit'
import { LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { RadioCards } from '~/ui/radio-cards'
import { RefusedNotice } from '~/ui/refused-notice'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { fieldName } from '../metadata/field-name'
import type { OperableField } from './new-bulk-edit'

interface Answer {
  result?: { error?: Record<string, string[] | null> | null; initialValue?: Partial<Record<string, string>> }
}

const ONE_LINE = 300

/** Chooses a field and what becomes of it. Without scripts all parts are shown, and the server takes those that belong to it. */
export function OperationForm({ fields, locale }: { fields: OperableField[]; locale: string }) {
  const { t } = useTranslation(['bulk-edits', 'metadata', 'library'])
  const scripted = useScripted()
  const busy = useNavigation().formMethod === 'POST'
  const { error, initialValue: typed = {} } = useActionData<Answer>()?.result ?? {}
  const errors = (name: string) => error?.[name] ?? undefined
  const [key, setKey] = useState(typed.field ?? fields[0]?.key ?? '')
  const [act, setAct] = useState<OperationName>(OPERATIONS.find((each) => each === typed.act) ?? 'set')
  const field = fields.find((each) => each.key === key)
  const possible = scripted ? (field?.operations ?? []) : OPERATIONS
  const chosen = possible.includes(act) ? act : 'set'
  const isShown = (...acts: OperationName[]) => !scripted || acts.includes(chosen)
  const isLong = !field || field.mostLength > ONE_LINE || field.isList
  const value = {
    name: 'value',
    label: t(`value.${chosen}`),
    defaultValue: typed.value,
    errors: errors('value'),
    dir: 'auto' as const,
  }
  return (
    <Form method="post" className="panel stack bulk-edit-form">
      <RefusedNotice messages={errors('') ?? []} />
      <Select
        name="field"
        label={t('field')}
        value={key}
        errors={errors('field')}
        onChange={(event) => setKey(event.currentTarget.value)}
        options={fields.map((each) => ({ value: each.key, label: fieldName(t, each) }))}
      />
      <RadioCards
        name="act"
        legend={t('act')}
        value={chosen}
        onChange={(each) => setAct(OPERATIONS.find((name) => name === each) ?? 'set')}
        errors={errors('act')}
        cards={possible.map((each) => ({ value: each, title: t(`acts.${each}`), help: t(`acts_help.${each}`) }))}
      />
      {(!scripted || field?.isLocalizable) && (
        <Select
          name="locale"
          label={t('language')}
          defaultValue={typed.locale ?? locale}
          errors={errors('locale')}
          options={[
            ...(isShown('clear', 'replace') ? [{ value: '', label: t('all_languages') }] : []),
            ...LOCALES.map((tag) => ({ value: tag, label: t(`library:language.${tag}`) })),
          ]}
        />
      )}
      {isShown('set', 'append', 'remove') &&
        (isLong ? (
          <TextArea {...value} help={field?.isList ? t('list_help') : undefined} />
        ) : (
          <TextField {...value} type={scripted && field?.type === 'date' ? 'date' : 'text'} />
        ))}
      {isShown('replace') && (
        <>
          <TextField name="find" label={t('find')} defaultValue={typed.find} errors={errors('find')} dir="auto" />
          <TextField
            name="replacement"
            label={t('replacement')}
            defaultValue={typed.replacement}
            help={t('replacement_help')}
            dir="auto"
          />
          <Checkbox name="matchesCase" label={t('matches_case')} defaultChecked={typed.matchesCase === 'on'} />
        </>
      )}
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('new.next')}
        </Button>
      </p>
    </Form>
  )
}
