import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { AUDIT_TYPES, type AuditFilter } from '~/domain/audit/audit'
import { Button, ButtonLink } from '~/ui/button'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'

/** Filters the audit log by event type, person, subject and days. A GET form, so that each view has a URL. */
export function AuditFilterForm({ filter }: { filter: Omit<z.output<typeof AuditFilter>, 'before'> }) {
  const { t } = useTranslation('audit')
  const isSet = Object.values(filter).some((value) => value !== undefined)
  return (
    // Keyed by the filter, so that the fields are reset to it after any navigation, Back included.
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
