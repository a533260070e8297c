import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'

/** Sets the language of mails; that of pages is set per browser in the menu. */
export function LetterLanguage({ current, children }: { current: string; children: ReactNode }) {
  const { t } = useTranslation('account')
  return (
    <Form method="post" className="stack panel">
      <h2>{t('letters.title')}</h2>
      {children}
      <input type="hidden" name="intent" value="language" />
      <Select
        name="locale"
        label={t('letters.language')}
        help={t('letters.help')}
        defaultValue={current}
        options={LOCALES.map((value) => ({ value, label: AUTONYMS[value] ?? value }))}
      />
      <p className="button-row">
        <Button type="submit">{t('letters.submit')}</Button>
      </p>
    </Form>
  )
}
