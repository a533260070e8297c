import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'

/** Says whether words may be written that are no terms, and changes that. */
export function OpenState({ isOpen, isKeywords }: { isOpen: boolean; isKeywords: boolean }) {
  const { t } = useTranslation('vocabularies')
  const busy = useNavigation().formData?.get('intent') === (isOpen ? 'close' : 'open')
  const what = isKeywords ? 'keywords' : 'fields'
  return (
    <Form method="post" preventScrollReset className="panel open-state">
      <div>
        <h2>{t(isOpen ? 'open.is_open' : 'open.is_closed')}</h2>
        <p className="muted">{t(`open.${isOpen ? 'open' : 'closed'}_${what}`)}</p>
      </div>
      <Button type="submit" name="intent" value={isOpen ? 'close' : 'open'} busy={busy}>
        {t(isOpen ? 'open.close' : 'open.open')}
      </Button>
    </Form>
  )
}
