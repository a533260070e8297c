import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { LibraryLook } from '~/domain/identity/library-look'
import type { SavedQuery } from '~/domain/saved/saved-search'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { LookFields } from './look-fields'
import { QueryFields } from './query-fields'

/** Saves a search under a name; errors are those of an attempt before. */
export function SaveForm({
  query,
  look,
  mayShare,
  name,
  errors,
}: {
  query: SavedQuery
  look: Pick<LibraryLook, 'view' | 'density'>
  mayShare: boolean
  name?: string
  errors?: Partial<Record<string, string[] | null>>
}) {
  const { t } = useTranslation('saved')
  const busy = useNavigation().formAction?.startsWith(urls.saved.list())
  return (
    <Form method="post" action={urls.saved.list()} className="stack save-form">
      <QueryFields query={query} />
      <TextField
        name="name"
        label={t('save.name')}
        defaultValue={name}
        errors={errors?.name ?? undefined}
        maxLength={100}
        autoComplete="off"
        required
      />
      <LookFields look={look} isNew />
      {mayShare && <Checkbox name="shared" label={t('save.shared')} errors={errors?.shared ?? undefined} />}
      <p className="button-row">
        <Button type="submit" variant="primary" icon="star" busy={busy}>
          {t('save.submit')}
        </Button>
      </p>
    </Form>
  )
}
