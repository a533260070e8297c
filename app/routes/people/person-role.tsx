import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '~/domain/identity/person'
import { Button } from '~/ui/button'
import { RadioCards } from '~/ui/radio-cards'

/** Changes a person's role, effective from their next request. */
export function PersonRole({ role, errors }: { role: Role; errors?: string[] }) {
  const { t } = useTranslation(['people', 'library'])
  const busy = useNavigation().formData?.get('intent') === 'role'
  return (
    <Form method="post" className="stack panel" key={role}>
      <h2>{t('role.title')}</h2>
      <input type="hidden" name="intent" value="role" />
      <RadioCards
        name="role"
        legend={t('role.legend')}
        defaultValue={role}
        errors={errors}
        cards={ROLES.map((value) => ({ value, title: t(`library:role.${value}`), help: t(`role_help.${value}`) }))}
      />
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('role.save')}
        </Button>
      </p>
    </Form>
  )
}
