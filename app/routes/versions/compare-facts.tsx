import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime, formatNumber } from '~/i18n/format'
import { familyOf } from '~/platform/images/families'
import { typeLabel } from '~/ui/type-label'
import { colourSpaceName } from '../library/asset-file'
import { useDefaultTimeZone } from '../library/default-time-zone'
import type { ComparedPair, ComparedVersion, ComparePage } from './compare'
import { useVersionName } from './compare-choice'

interface Props {
  compared: ComparedPair
  versions: ComparePage['versions']
  locale: string
}

/** What is known of both versions side by side, with a mark where they differ. */
export function CompareFacts({ compared, versions, locale }: Props) {
  const { t } = useTranslation(['versions', 'library'])
  const { left, right } = compared
  const name = useVersionName()
  const facts = useFacts(locale)
  const header = (version: ComparedVersion) => {
    const listed = versions.find(({ id }) => id === version.id)
    return listed && name(listed)
  }
  const rows = facts
    .map(({ key, label, of }) => ({ key, label, first: of(left) || null, second: of(right) || null }))
    .filter(({ first, second }) => first || second)
  return (
    <section className="panel stack" aria-labelledby="facts-heading">
      <h2 id="facts-heading">{t('compare.facts.heading')}</h2>
      <div className="table-frame compare-facts">
        <table className="table" aria-labelledby="facts-heading">
          <thead>
            <tr>
              <td />
              <th scope="col">{header(left)}</th>
              <th scope="col">{header(right)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, first, second }) => {
              const differs = first !== second
              return (
                <tr key={key} className={differs ? 'compare-differs' : undefined}>
                  <th scope="row">
                    {label}
                    {differs && (
                      <>
                        {' '}
                        <span aria-hidden="true">≠</span>
                        <span className="sr-only">{t('compare.facts.differs')}</span>
                      </>
                    )}
                  </th>
                  <Fact>{first}</Fact>
                  <Fact>{second}</Fact>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Fact = ({ children }: { children: ReactNode }) => (
  <td>{children ? <bdi>{children}</bdi> : <span className="muted">—</span>}</td>
)

interface FactRow {
  key: string
  label: string
  of: (version: ComparedVersion) => string | number | false | null | undefined
}

function useFacts(locale: string): FactRow[] {
  const { t } = useTranslation(['versions', 'library'])
  const zone = useDefaultTimeZone()
  const rows: FactRow[] = [
    { key: 'name', label: t('library:file.name'), of: ({ fileName }) => fileName },
    {
      ...{ key: 'type', label: t('library:file.type') },
      of: ({ kind, extension }) => typeLabel(t(`library:kind.${kind}`), extension),
    },
    { key: 'size', label: t('library:file.size'), of: ({ byteSize }) => formatBytes(byteSize, locale) },
    {
      ...{ key: 'pixels', label: t('library:file.pixels') },
      of: ({ width, height }) =>
        width && height && `${formatNumber(width, locale)} × ${formatNumber(height, locale)} px`,
    },
    {
      ...{ key: 'pages', label: t('library:file.pages') },
      of: ({ kind, pageCount }) => pageCount && familyOf(kind) === 'document' && formatNumber(pageCount, locale),
    },
    {
      key: 'colour',
      label: t('library:file.colour'),
      of: ({ colourSpace }) => colourSpace && colourSpaceName(colourSpace),
    },
    { key: 'state', label: t('compare.facts.state'), of: ({ state }) => t(`library:state.${state}`) },
    { key: 'by', label: t('compare.facts.by'), of: ({ createdByName }) => createdByName },
    {
      ...{ key: 'at', label: t('compare.facts.at') },
      of: ({ createdAt }) => formatDateTime(createdAt, zone, locale),
    },
    { key: 'note', label: t('compare.facts.note'), of: ({ note }) => note },
    {
      ...{ key: 'restored', label: t('compare.facts.restored') },
      of: ({ restoredFrom }) => restoredFrom && t('library:versions.number', { number: restoredFrom }),
    },
  ]
  return rows
}
