import { useTranslation } from 'react-i18next'
import type { NothingFound as Help } from '~/domain/search/nothing-found.queries.server'
import { formatNumber } from '~/i18n/format'
import { EmptyState } from '~/ui/empty-state'

interface NothingFoundProps {
  /** What was searched for. */
  q: string
  help: Help
  hrefOf: (q: string) => string
  /** Where to look on. */
  back: { href: string; text: string }
  /** Whom to ask, by mail. */
  contact?: string | null
  locale: string
}

/** Shown in place of a result: what stands in the way, words that are near, and whom to ask. */
export function NothingFound({ q, help, hrefOf, back, contact, locale }: NothingFoundProps) {
  const { t } = useTranslation(['search', 'portal'])
  const letter = new URLSearchParams({ subject: t('nothing.subject', { q }) }).toString().replaceAll('+', '%20')
  return (
    <EmptyState
      icon="search"
      title={t('portal:search.none')}
      actions={
        <>
          {contact && (
            <a className="button button-primary" href={`mailto:${contact}?${letter}`}>
              {t('portal:search.ask')}
            </a>
          )}
          <a className="button" href={back.href}>
            {back.text}
          </a>
        </>
      }
    >
      {help.without.length + help.near.length === 0 ? (
        t('portal:search.none_text')
      ) : (
        <span className="nothing-help">
          {help.near.length > 0 && (
            <span>
              {t('nothing.near')}{' '}
              {help.near.map(({ word, q: near }) => (
                <a key={near} className="button button-s" href={hrefOf(near)}>
                  <bdi>{word}</bdi>
                </a>
              ))}
            </span>
          )}
          {help.without.length > 0 && (
            <span>
              {t('nothing.without')}{' '}
              {help.without.map(({ term, q: rest, count, isMore }) => (
                <a key={rest} className="button button-s" href={hrefOf(rest)}>
                  <del>
                    <bdi>{term}</bdi>
                  </del>{' '}
                  <span className="muted">
                    {formatNumber(count, locale)}
                    {isMore && '+'}
                  </span>
                </a>
              ))}
            </span>
          )}
        </span>
      )}
    </EmptyState>
  )
}
