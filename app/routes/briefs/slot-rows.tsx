import { useTranslation } from 'react-i18next'
import { MOST_SLOTS } from '~/domain/intake/brief'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import type { KitPicture } from './kit-pictures.server'
import { PlainRowActs, RowActs, useDragging } from './row-acts'
import type { SlotValue } from './typed-brief'
import { spareRows, useRows } from './use-rows'

interface SlotRowsProps {
  formId: string
  first: SlotValue[]
  pictures: KitPicture[]
  errors: Record<string, string[]>
}

/** Rows that are there to be filled in without scripts. */
const PLAIN_ROWS = 3

/** The things that a brief wants, as a list that is edited in place. */
export function SlotRows({ formId, first, pictures, errors }: SlotRowsProps) {
  const { t } = useTranslation('briefs')
  const rows = useRows<SlotValue>(first.length > 0 ? first : [{}], {})
  const dragging = useDragging(rows)
  return (
    <fieldset className="fieldset" id={`${formId}-slots`} tabIndex={-1}>
      <legend>{t('slots.legend')}</legend>
      <p className="field-help">{t('slots.help')}</p>
      {errors.slots && <p className="field-error">{errors.slots.join(' ')}</p>}
      <ol className="brief-rows" ref={rows.list}>
        {rows.rows.map((row, index) => (
          <li key={row.key} data-row={row.key} className="brief-row" {...dragging.over(index)}>
            <div className="brief-row-head">
              {dragging.grip(row.key)}
              <strong>{t('slots.number', { number: index + 1 })}</strong>
              <RowActs rows={rows} row={row} index={index} name={t('slots.number', { number: index + 1 })} />
              <PlainRowActs name={`slots[${index}]`} place={index + 1} />
            </div>
            <SlotInputs {...{ formId, index, pictures, errors }} value={row.value} />
          </li>
        ))}
      </ol>
      <noscript>
        {spareRows(rows, PLAIN_ROWS, MOST_SLOTS).map((index) => (
          <div className="brief-row" key={index}>
            <SlotInputs {...{ formId, pictures, errors, index }} value={{}} />
          </div>
        ))}
        <p className="field-help">{t('rows.plain_help')}</p>
      </noscript>
      <p>
        <Button
          ref={rows.adder}
          icon="plus"
          className="needs-script"
          disabled={rows.rows.length >= MOST_SLOTS}
          onClick={rows.add}
        >
          {t('slots.add')}
        </Button>
      </p>
    </fieldset>
  )
}

function SlotInputs({
  formId,
  index,
  value,
  pictures,
  errors,
}: Omit<SlotRowsProps, 'first'> & { index: number; value: SlotValue }) {
  const { t } = useTranslation('briefs')
  const of = (name: keyof SlotValue) => ({
    ...{ id: `${formId}-slots[${index}].${name}`, name: `slots[${index}].${name}`, defaultValue: value[name] },
    errors: errors[`slots[${index}].${name}`],
  })
  // A picture that left the kit is not chosen any more.
  const isThere = pictures.some(({ id }) => id === value.referenceAssetId)
  return (
    <>
      {value.id && <input type="hidden" name={`slots[${index}].id`} value={value.id} />}
      <div className="brief-slot-line">
        <TextField {...of('title')} label={t('slots.title')} maxLength={200} dir="auto" />
        <TextField
          {...of('wanted')}
          defaultValue={value.wanted ?? '1'}
          label={t('slots.wanted')}
          type="number"
          min={1}
          max={1000}
        />
        <TextField
          {...of('leastSide')}
          label={t('slots.least')}
          type="number"
          min={1}
          max={100_000}
          suffix="px"
          optional
        />
      </div>
      <TextArea {...of('text')} label={t('slots.text')} maxLength={2000} rows={2} dir="auto" optional />
      {pictures.length > 0 && (
        <Select
          key={pictures.map(({ id }) => id).join()}
          {...of('referenceAssetId')}
          defaultValue={isThere ? value.referenceAssetId : ''}
          label={t('slots.picture')}
          options={[{ value: '', label: t('none') }, ...pictures.map(({ id, title }) => ({ value: id, label: title }))]}
        />
      )}
    </>
  )
}
