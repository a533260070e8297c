import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { writeTerm } from '~/domain/search/query/write'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { urls } from '~/urls'
import type { FreeKeywordAnswer } from './free-keywords'
import { TermName } from './term-name'

interface FreeKeywordRowProps {
  word: string
  used: number
  vocabulary: string
  /** In which the word is said to be. */
  language: string
  answer?: FreeKeywordAnswer
}

/** A word with what can become of it: a term, another name of a term, nothing. */
export function FreeKeywordRow({ word, used, vocabulary, language, answer }: FreeKeywordRowProps) {
  const { t, i18n } = useTranslation('vocabularies')
  const sent = useNavigation().formData
  const isSent = sent?.get('word') === word
  const wrong = answer?.result?.initialValue?.word === word ? (answer.result.error?.into ?? undefined) : undefined
  const typed = wrong ? String(answer?.result?.initialValue?.into ?? '') : ''
  const hidden = (
    <>
      <input type="hidden" name="word" value={word} />
      <input type="hidden" name="language" value={language} />
    </>
  )
  return (
    <li className="free-row">
      <p className="free-name">
        <strong dir="auto">{word}</strong>{' '}
        <Link className="link muted" to={urls.library.grid({ q: writeTerm('keyword', word) })}>
          {t('free.used', { count: used, shown: formatNumber(used, i18n.language) })}
        </Link>
      </p>
      <div className="button-row">
        <Form method="post" preventScrollReset>
          {hidden}
          <Button
            type="submit"
            size="s"
            name="intent"
            value="term"
            busy={isSent && sent?.get('intent') === 'term'}
            aria-label={t('free.make_term_of', { word })}
          >
            {t('free.make_term')}
          </Button>
        </Form>
        <details className="free-synonym" open={wrong ? true : undefined}>
          <summary className="button button-quiet button-s" aria-label={t('free.synonym_of_word', { word })}>
            {t('free.synonym')}
          </summary>
          <Form method="post" preventScrollReset className="free-synonym-form">
            {hidden}
            <input type="hidden" name="intent" value="synonym" />
            <TermName
              vocabulary={vocabulary}
              name="into"
              label={t('free.of_term')}
              errors={wrong}
              defaultValue={typed}
              required
            />
            <Button type="submit" size="s" variant="primary" busy={isSent && sent?.get('intent') === 'synonym'}>
              {t('free.make_synonym')}
            </Button>
          </Form>
        </details>
        <Form method="post">
          <input type="hidden" name="word" value={word} />
          <Button
            type="submit"
            size="s"
            variant="danger-quiet"
            name="intent"
            value="remove"
            busy={isSent && sent?.get('intent') === 'remove'}
            aria-label={t('free.remove_word', { word })}
          >
            {t('free.remove')}
          </Button>
        </Form>
      </div>
    </li>
  )
}
