import { useTranslation } from 'react-i18next'
import { MOST_FIELDS } from '~/domain/intake/brief'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { Select } from '~/ui/select'
import { fieldName } from '../metadata/field-name'
import { PlainRowActs, RowActs, useDragging } from './row-acts'
import type { AskedField } from './typed-brief'
import { spareRows, useRows } from './use-rows'

interface FieldRowsProps {
  formId: string
  first: AskedField[]
  choices: { id: number; key: string; label?: string }[]
}

const PLAIN_ROWS = 3

/** The fields that guests fill in, in their order. */
export function FieldRows({ formId, first, choices }: FieldRowsProps) {
  const { t } = useTranslation(['briefs', 'metadata'])
  const rows = useRows<AskedField>(first, {})
  const dragging = useDragging(rows)
  const options = [
    { value: '', label: t('fields.choose') },
    ...choices.map((field) => ({ value: String(field.id), label: fieldName(t, field) })),
  ]
  const inputs = (index: number, { fieldId, isRequired, isForAll }: AskedField) => (
    <>
      <Select
        id={`${formId}-fields[${index}].fieldId`}
        name={`fields[${index}].fieldId`}
        label={t('fields.field')}
        labelHidden
        defaultValue={fieldId ?? ''}
        options={options}
      />
      <Checkbox
        name={`fields[${index}].isRequired`}
        value="on"
        label={t('fields.required')}
        defaultChecked={!!isRequired}
      />
      <Checkbox name={`fields[${index}].isForAll`} value="on" label={t('fields.for_all')} defaultChecked={!!isForAll} />
    </>
  )
  return (
    <fieldset className="fieldset" id={`${formId}-fields`} tabIndex={-1}>
      <legend>{t('fields.legend')}</legend>
      <p className="field-help">{t('fields.help')}</p>
      <ol className="brief-rows" ref={rows.list}>
        {rows.rows.map((row, index) => (
          <li key={row.key} data-row={row.key} className="brief-row brief-field-row" {...dragging.over(index)}>
            {dragging.grip(row.key)}
            {inputs(index, row.value)}
            <RowActs rows={rows} row={row} index={index} name={t('fields.number', { number: index + 1 })} />
            <PlainRowActs name={`fields[${index}]`} />
          </li>
        ))}
      </ol>
      <noscript>
        {spareRows(rows, PLAIN_ROWS, MOST_FIELDS).map((index) => (
          <div className="brief-row brief-field-row" key={index}>
            {inputs(index, {})}
          </div>
        ))}
      </noscript>
      <p>
        <Button
          ref={rows.adder}
          icon="plus"
          className="needs-script"
          disabled={rows.rows.length >= MOST_FIELDS}
          onClick={rows.add}
        >
          {t('fields.add')}
        </Button>
      </p>
    </fieldset>
  )
}
