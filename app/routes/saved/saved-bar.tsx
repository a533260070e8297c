import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { LibraryLook } from '~/domain/identity/library-look'
import { Button, ButtonLink, buttonClass } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Popdown } from '~/ui/popdown'
import { urls } from '~/urls'
import { newSmartFrom } from '../smart/rule-from'
import { QueryFields } from './query-fields'
import { SaveForm } from './save-form'
import type { SavedView } from './saved-view.server'

/** Above a result: which saved search is open, and what is saved of the one that is asked. */
export function SavedBar({ saved, look }: { saved: SavedView; look: LibraryLook }) {
  const { t } = useTranslation('saved')
  const { open, query, maySave, mayShare, mayCollect } = saved
  if (!open && !maySave) return null
  const isNew = !open || open.isChanged
  return (
    <section className="saved-bar" aria-label={t('bar.label')}>
      {open && (
        <p className="saved-name">
          <Icon name="star" />
          <strong dir="auto">{open.name}</strong>
          {open.isChanged && <span className="muted">{t('bar.changed')}</span>}
        </p>
      )}
      {open?.isChanged && open.mayChange && <UpdateForm code={open.code} query={query} />}
      {open?.isChanged && (
        <Link className="link" to={urls.saved.open(open.code)}>
          {t('bar.back')}
        </Link>
      )}
      {isNew && maySave && (
        <Popdown
          align="start"
          className="save-popdown"
          summary={
            <>
              <Icon name="star" />
              {t(open ? 'bar.save_new' : 'bar.save')}
            </>
          }
          summaryClass={buttonClass({ size: 's' })}
        >
          <SaveForm query={query} look={look} mayShare={mayShare} />
        </Popdown>
      )}
      {open && !open.isChanged && (
        <ButtonLink size="s" variant="plain" icon="mail" to={urls.saved.settings(open.code)}>
          {t('bar.settings')}
        </ButtonLink>
      )}
      {mayCollect && maySave && (
        <ButtonLink size="s" variant="plain" icon="collection" to={newSmartFrom(query, open?.name)}>
          {t('bar.smart')}
        </ButtonLink>
      )}
    </section>
  )
}

function UpdateForm({ code, query }: { code: string; query: SavedView['query'] }) {
  const { t } = useTranslation('saved')
  const busy = useNavigation().formAction === urls.saved.settings(code)
  return (
    <Form method="post" action={urls.saved.settings(code)}>
      <input type="hidden" name="intent" value="query" />
      <QueryFields query={query} />
      <Button type="submit" size="s" variant="primary" busy={busy}>
        {t('bar.update')}
      </Button>
    </Form>
  )
}
