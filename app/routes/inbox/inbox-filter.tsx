import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type InboxFilter, MOST_COUNTED, VIEWS } from '~/domain/notices/notice'
import { Button } from '~/ui/button'
import { FilterSelect } from '~/ui/filter-select'
import { urls } from '~/urls'

/** The parts of the inbox as links, and the choice of a type. */
export function InboxFilterForm({ filter, types, open }: { filter: InboxFilter; types: string[]; open: number }) {
  const { t } = useTranslation('inbox')
  return (
    <div className="filter-bar inbox-filter">
      <nav className="inbox-views" aria-label={t('view.label')}>
        {VIEWS.map((view) => (
          <Link
            key={view}
            to={urls.inbox.list({ view: view === 'open' ? undefined : view, type: filter.type })}
            aria-current={filter.view === view ? 'page' : undefined}
          >
            {t(`view.${view}`)}
            {view === 'open' && open > 0 && (
              <span className="shell-count">{open > MOST_COUNTED ? `${MOST_COUNTED}+` : open}</span>
            )}
          </Link>
        ))}
      </nav>
      {(types.length > 1 || filter.type) && filter.view !== 'given' && (
        <Form method="get" className="inbox-types" key={`${filter.view} ${filter.type}`}>
          {filter.view !== 'open' && <input type="hidden" name="view" value={filter.view} />}
          <FilterSelect
            name="type"
            label={t('type_label')}
            any={t('all_types')}
            values={types}
            nameOf={(type) => t(`type.${type}.name`)}
            value={filter.type}
          />
          <Button type="submit" icon="filter">
            {t('apply')}
          </Button>
        </Form>
      )}
    </div>
  )
}
