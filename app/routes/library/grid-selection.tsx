import { Form } from '@remix-run/react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import { urls } from '~/urls'

interface Choosing {
  name: string
  chosen: ReadonlySet<string>
  onChange: (id: string, checked: boolean) => void
}

/** Tiles that can be chosen, and what can be done with the choice: a link to share, or a place in a collection. */
export function GridSelection({
  collections,
  children,
}: {
  collections: { id: string; title: string }[]
  children: (select: Choosing) => ReactNode
}) {
  const { t } = useTranslation('library')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (chosen.size === 0) return
    const clear = (event: KeyboardEvent) => event.key === 'Escape' && setChosen(new Set())
    document.addEventListener('keydown', clear)
    return () => document.removeEventListener('keydown', clear)
  }, [chosen])
  const onChange = (id: string, checked: boolean) => {
    const next = new Set(chosen)
    if (checked) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <Form method="get" action={urls.shares.new()}>
      {children({ name: 'assets', chosen, onChange })}
      <section className="selection-bar" aria-label={t('select.bar')} hidden={chosen.size === 0}>
        <p role="status">{chosen.size > 0 && t('select.count', { count: chosen.size })}</p>
        <div className="button-row">
          {collections.length > 0 && (
            <>
              <Select
                name="collectionId"
                label={t('select.collection')}
                labelHidden
                options={collections.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <Button type="submit" formMethod="post" formAction={`${urls.library.grid()}`} icon="plus">
                {t('select.add')}
              </Button>
            </>
          )}
          <Button type="submit" variant="primary" icon="link">
            {t('select.share')}
          </Button>
          <Button variant="plain" onClick={() => setChosen(new Set())}>
            {t('select.clear')}
          </Button>
        </div>
      </section>
    </Form>
  )
}
