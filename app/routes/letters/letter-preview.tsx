import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { LETTER_NAMES } from '~/domain/notifications/letter-name'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import type { loader } from './letters'

/** Each letter in each language, as HTML and as text, and a test of it to oneself. */
export function LetterPreview() {
  const { shown, preview, sendsMail, email } = useLoaderData<typeof loader>()
  const { t } = useTranslation('mails')
  const busy = useNavigation().state !== 'idle'
  return (
    <section className="stack" aria-labelledby="preview">
      <h2 id="preview">{t('preview.title')}</h2>
      <Form method="get" className="filter-bar" key={`${shown.letter} ${shown.locale}`} preventScrollReset>
        <Select
          name="letter"
          label={t('preview.letter')}
          defaultValue={shown.letter}
          options={LETTER_NAMES.map((name) => ({ value: name, label: t(`letter.${name}`) }))}
        />
        <Select
          name="locale"
          label={t('preview.language')}
          defaultValue={shown.locale}
          options={LOCALES.map((value) => ({ value, label: AUTONYMS[value] ?? value }))}
        />
        <Button type="submit" icon="eye">
          {t('preview.show')}
        </Button>
      </Form>
      <p>
        <strong dir="auto" lang={shown.locale}>
          {preview.subject}
        </strong>
      </p>
      <iframe className="letter-frame" title={preview.subject} srcDoc={preview.html} sandbox="" />
      <details>
        <summary>{t('preview.text')}</summary>
        <pre className="letter-text" dir="auto" lang={shown.locale}>
          {preview.text}
        </pre>
      </details>
      {sendsMail && (
        <Form method="post" action={urls.admin.letters()}>
          <input type="hidden" name="letter" value={shown.letter} />
          <input type="hidden" name="locale" value={shown.locale} />
          <Button type="submit" name="intent" value="test" icon="mail" busy={busy}>
            {t('preview.test', { email })}
          </Button>
        </Form>
      )}
    </section>
  )
}
