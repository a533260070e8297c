import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { SavedSearch } from '~/domain/saved/saved-search'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { Notice } from '~/ui/notice'
import { TextField } from '~/ui/text-field'
import { LookFields } from './look-fields'

/** Name, audience and look of a saved search. */
export function SettingsForm({
  search,
  mayShare,
  errors,
  isSaved,
}: {
  search: SavedSearch
  mayShare: boolean
  errors?: Partial<Record<string, string[] | null>>
  isSaved: boolean
}) {
  const { t } = useTranslation('saved')
  const busy = useNavigation().formData?.get('intent') === 'settings'
  return (
    <Form method="post" className="panel stack" aria-labelledby="settings-title">
      <h2 id="settings-title">{t('settings.title')}</h2>
      {isSaved && (
        <Notice tone="ok" live="polite">
          {t('settings.saved')}
        </Notice>
      )}
      <input type="hidden" name="intent" value="settings" />
      <TextField
        name="name"
        label={t('save.name')}
        defaultValue={search.name}
        errors={errors?.name ?? undefined}
        maxLength={100}
        autoComplete="off"
        required
      />
      <LookFields look={search.look} />
      {(mayShare || search.isShared) && (
        <Checkbox
          name="shared"
          label={t('save.shared')}
          help={t('save.shared_help')}
          errors={errors?.shared ?? undefined}
          defaultChecked={search.isShared}
        />
      )}
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('settings.submit')}
        </Button>
      </p>
    </Form>
  )
}
