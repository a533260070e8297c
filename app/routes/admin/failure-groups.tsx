import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FailureGroup } from '~/domain/renditions/conversions.queries.server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'
import { reasonText } from '../library/reason-text'

/** What could not be made, by kind of file and reason, each with a way to try again; nothing when all was made. */
export function FailureGroups({ failures }: { failures: FailureGroup[] }) {
  const { t } = useTranslation('conversions')
  if (failures.length === 0) return null
  return (
    <section className="stack-s" aria-labelledby="failures">
      <h2 id="failures">{t('failures.title')}</h2>
      <p className="muted">{t('failures.intro')}</p>
      <ul className="failure-groups">
        {failures.map((group) => (
          <li key={`${group.kind} ${group.reason}`}>
            <Group group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Group({ group: { kind, reason, count, assets } }: { group: FailureGroup }) {
  const { t } = useTranslation('conversions')
  const library = useTranslation('library').t
  const asked = useNavigation().formData
  const busy = asked?.get('kind') === kind && asked.get('reason') === reason
  const name = library(`kind.${kind}`)
  return (
    <article className="failure-group">
      <Icon name={kindIcon(kind)} />
      <div className="failure-what">
        <h3>
          {name} <span className="muted">· {t('failures.count', { count })}</span>
        </h3>
        <p>{reasonText(library, reason)}</p>
        <details className="disclosure">
          <summary>{t('failures.show')}</summary>
          <ul className="failure-assets">
            {assets.map(({ id, title }) => (
              <li key={id}>
                <Link className="link" to={urls.library.asset(id)} dir="auto">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
          {count > assets.length && (
            <p>
              {t('failures.more', { count: count - assets.length })} ·{' '}
              <Link className="link" to={urls.library.grid({ kind, problem: 'failed' })}>
                {t('failures.library')}
              </Link>
            </p>
          )}
        </details>
      </div>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="reason" value={reason} />
        <Button type="submit" icon="refresh" size="s" busy={busy} aria-label={`${t('failures.retry')}: ${name}`}>
          {t('failures.retry')}
        </Button>
      </Form>
    </article>
  )
}
