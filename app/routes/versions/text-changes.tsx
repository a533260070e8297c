import { useTranslation } from 'react-i18next'
import type { TextPart } from '~/platform/comparing/word-difference'
import { Notice } from '~/ui/notice'
import type { ComparedPair } from './compare'
import { ComparisonFailed, ComparisonWaiting } from './comparison-state'

/** What differs in the texts of two documents: the words of the first that are gone in the second, and those that are new. */
export function TextChanges({ compared }: { compared: ComparedPair }) {
  const { t } = useTranslation('versions')
  const { comparison, left, right } = compared
  if (comparison?.state === 'failed') return <ComparisonFailed compared={compared} />
  if (!comparison?.result) return <ComparisonWaiting />
  const { text } = comparison.result
  if (!text) return <Notice>{t('compare.text.unreadable')}</Notice>
  if (text.changes.length === 0 && text.isComplete) return <Notice tone="ok">{t('compare.text.none')}</Notice>
  // Comparisons are kept from the older to the newer version.
  const isTurned = left.number > right.number
  const [added, removed] = isTurned ? [text.removed, text.added] : [text.added, text.removed]
  return (
    <div className="stack">
      <p className="compare-number" role="status">
        <strong>
          {t('compare.text.added', { count: added })} · {t('compare.text.removed', { count: removed })}
        </strong>
      </p>
      <p className="muted compare-legend">
        <del>{t('compare.text.only_in', { number: left.number })}</del>{' '}
        <ins>{t('compare.text.only_in', { number: right.number })}</ins>
      </p>
      <ol className="text-changes">
        {text.changes.map(({ parts, ...pages }, at) => {
          const [first, second] = isTurned ? [pages.newerPage, pages.olderPage] : [pages.olderPage, pages.newerPage]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored list, which never changes
            <li key={at}>
              <h3>
                {first === second
                  ? t('compare.text.page', { page: first })
                  : t('compare.text.pages', { first, second })}
              </h3>
              <p dir="auto">
                {(isTurned ? turned(parts) : parts).map((part, position) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a stored list, which never changes
                  <Part key={position} part={part} />
                ))}
              </p>
            </li>
          )
        })}
      </ol>
      {!text.isComplete && <Notice>{t('compare.text.cut')}</Notice>}
    </div>
  )
}

/** Screen readers seldom announce these elements, so a hidden word says what they are. */
function Part({ part: [change, text] }: { part: TextPart }) {
  const { t } = useTranslation('versions')
  if (change === 'same') return text
  const said = <span className="sr-only">{t(`compare.text.${change === 'added' ? 'is_added' : 'is_removed'}`)} </span>
  return change === 'added' ? (
    <ins>
      {said}
      {text}
    </ins>
  ) : (
    <del>
      {said}
      {text}
    </del>
  )
}

const turned = (parts: readonly TextPart[]): TextPart[] =>
  parts.map(([change, text]) => [change === 'same' ? change : change === 'added' ? 'removed' : 'added', text])
