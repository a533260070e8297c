import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { AUDIT_TYPES, type AuditFilter } from '~/domain/audit/audit'
import { Button, ButtonLink } from '~/ui/button'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'

/** What of the audit log is wanted: an act, a person, a subject, a range of days. The choice is the page's address. */
export function AuditFilterForm({ filter }: { filter: Omit<z.output<typeof AuditFilter>, 'before'> }) {
  const { t } = useTranslation('audit')
  const isSet = Object.values(filter).some((value) => value !== undefined)
  return (
    // Keyed by what it shows: its fields say again what an address asks for, after Back as well.
    <Form method="get" className="filter-bar audit-filter" role="search" key={JSON.stringify(filter)}>
      <Select
        name="type"
        label={t('filter.type')}
        defaultValue={filter.type ?? ''}
        options={[
          { value: '', label: t('filter.all') },
          ...AUDIT_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
        ]}
      />
      <TextField name="actor" label={t('filter.actor')} defaultValue={filter.actor} maxLength={100} dir="auto" />
      <TextField name="subject" label={t('filter.subject')} defaultValue={filter.subject} maxLength={200} dir="auto" />
      <TextField name="from" type="date" label={t('filter.from')} defaultValue={filter.from} />
      <TextField name="to" type="date" label={t('filter.to')} defaultValue={filter.to} />
      <p className="button-row">
        <Button type="submit" icon="filter">
          {t('filter.apply')}
        </Button>
        {isSet && (
          <ButtonLink to={urls.admin.audit()} variant="plain">
            {t('filter.clear')}
          </ButtonLink>
        )}
      </p>
    </Form>
  )
}
