import { Form, useLoaderData, useLocation, useNavigation } from '@remix-run/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import type { loader } from './inbox'
import { NoticeRow } from './notice-row'
import { useInboxKeys } from './use-inbox-keys'

/** The notices of a part of the inbox, and what can be done with several. One form, so that it works without scripts. */
export function InboxList() {
  const { notices, people, filter } = useLoaderData<typeof loader>()
  const { t } = useTranslation('inbox')
  const { pathname, search } = useLocation()
  const busy = useNavigation().formMethod === 'POST'
  const form = useRef<HTMLFormElement>(null)
  const list = useInboxKeys(notices.map(({ id }) => id))
  const [selected, setSelected] = useState(0)
  const count = () => setSelected(form.current?.querySelectorAll('[name="ids"]:checked').length ?? 0)
  const selectAll = (on: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('[name="ids"]') ?? []) box.checked = on
    count()
  }
  return (
    <Form
      ref={form}
      method="post"
      action={`${pathname}${search}`}
      preventScrollReset
      onChange={count}
      key={`${filter.view} ${filter.type} ${filter.before} ${notices.length}`}
    >
      <ul className="order-list inbox-list" ref={list} aria-label={t('list')}>
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} busy={busy} />
        ))}
      </ul>
      <fieldset className="inbox-bulk">
        <legend className="sr-only">{t('bulk.legend')}</legend>
        <label className="choice">
          <input
            type="checkbox"
            className="checkbox"
            onChange={(event) => selectAll(event.target.checked)}
            checked={selected > 0 && selected === notices.length}
          />
          <span className="choice-text">{t('bulk.selected', { count: selected })}</span>
        </label>
        <Button type="submit" name="act" value={filter.view === 'done' ? 'undone' : 'done'} busy={busy}>
          {t(filter.view === 'done' ? 'bulk.undone' : 'bulk.done')}
        </Button>
        {filter.view !== 'done' && (
          <span className="inbox-assign">
            <Select
              name="assignee"
              label={t('bulk.assign_to')}
              labelHidden
              defaultValue=""
              options={[
                { value: '', label: t('bulk.nobody') },
                ...people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Button type="submit" name="act" value="assign" busy={busy}>
              {t('bulk.assign')}
            </Button>
          </span>
        )}
      </fieldset>
    </Form>
  )
}
