import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RIGHTS_FIELDS, type RightsField } from '~/domain/rights/rights'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { Dialog } from '~/ui/dialog'
import { TextField } from '~/ui/text-field'
import { useDefaultTimeZone } from './default-time-zone'
import type { Bulk } from './use-bulk'

const FIELDS = Object.keys(RIGHTS_FIELDS) as RightsField[]

/** Sets rights of a selection: only the ticked fields; a ticked empty field is cleared. */
export function BulkRights({ bulk, ids, onClose }: { bulk: Bulk; ids: ReadonlySet<string>; onClose: () => void }) {
  const { t } = useTranslation(['selection', 'library'])
  const zone = useDefaultTimeZone()
  const [ticked, setTicked] = useState<ReadonlySet<RightsField>>(new Set())
  const text = (name: string, label: string, type = 'text') => (
    <TextField
      name={name}
      type={type}
      label={label}
      labelHidden={!name.startsWith('licence')}
      errors={bulk.errors[name] ?? undefined}
      dir={type === 'url' ? 'ltr' : 'auto'}
    />
  )
  const date = (name: string, zoneName: string, label: string) => (
    <DateTimeZoneField
      label={label}
      local={{ name }}
      errors={bulk.errors[name] ?? undefined}
      zone={{ name: zoneName, defaultValue: zone }}
    />
  )
  const inputs: Record<RightsField, ReactNode> = {
    creator: text('creator', t('library:rights.creator')),
    creditLine: text('creditLine', t('library:rights.credit_line')),
    copyrightNotice: text('copyrightNotice', t('library:rights.copyright')),
    licence: (
      <div className="field-pair">
        {text('licenceName', t('library:rights.licence'))}
        {text('licenceUrl', t('library:rights.licence_url'), 'url')}
      </div>
    ),
    embargo: date('embargoUntil', 'embargoZone', t('library:rights.embargo')),
    expiry: date('expiresAt', 'expiresZone', t('library:rights.expires')),
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    bulk.run('rights', ids, new FormData(event.currentTarget))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rights.title', { count: ids.size })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form="bulk-rights" variant="primary" busy={bulk.busy} disabled={ticked.size === 0}>
            {t('rights.save', { count: ids.size })}
          </Button>
        </>
      }
    >
      <form id="bulk-rights" className="stack" onSubmit={submit}>
        <p className="muted">{t('rights.help')}</p>
        {FIELDS.map((field) => (
          <div key={field} className="stack rights-choice">
            <Checkbox
              name="fields"
              value={field}
              label={t(`rights.field.${field}`)}
              checked={ticked.has(field)}
              onChange={(event) => setTicked(toggled(ticked, field, event.target.checked))}
            />
            {ticked.has(field) && inputs[field]}
          </div>
        ))}
      </form>
    </Dialog>
  )
}

function toggled(from: ReadonlySet<RightsField>, field: RightsField, on: boolean): ReadonlySet<RightsField> {
  const next = new Set(from)
  if (on) next.add(field)
  else next.delete(field)
  return next
}
