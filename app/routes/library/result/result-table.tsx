import { Link } from '@remix-run/react'
import { type ChangeEvent, Fragment, memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { formatDate, formatNumber } from '~/i18n/format'
import { classes } from '~/ui/classes'
import { typeLabel } from '~/ui/type-label'
import { useDefaultTimeZone } from '../default-time-zone'
import { RowPicture } from '../row-picture'
import { StateBadge } from '../state-badge'
import type { ResultListProps } from './result-list'
import type { Choose } from './use-choice'

const COLUMNS = ['title', 'type', 'state', 'pixels', 'added'] as const

/** A result as a table whose rows have one height; those out of sight are replaced by blank space. */
export function ResultTable({ list, root, density }: ResultListProps<HTMLTableSectionElement>) {
  const { pages, items, count, active, layout, addressOf, chosen, onChoose, events } = list
  const { t, i18n } = useTranslation('result')
  const zone = useDefaultTimeZone()
  const rowHeight = layout?.rowHeight ?? 0
  let next = 0
  return (
    <section className="table-frame result-table" aria-label={t('table.label')}>
      <table className={classes('table', `result-rows-${density}`)} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {onChoose && (
              <th scope="col" className="column-check">
                <span className="sr-only">{t('table.choose')}</span>
              </th>
            )}
            <th scope="col" className="column-picture">
              <span className="sr-only">{t('table.picture')}</span>
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`column-${column}`}>
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={root} {...events}>
          {items.map((index) => {
            const asset = pages.at(index)
            const skipped = index - next
            next = index + 1
            return (
              <Fragment key={asset?.id ?? index}>
                {layout && skipped > 0 && <Space height={skipped * rowHeight} />}
                {asset ? (
                  <Row
                    {...{ asset, index, onChoose, zone }}
                    locale={i18n.language}
                    to={addressOf(asset.id)}
                    tabIndex={layout && (index === active ? 0 : -1)}
                    chosen={chosen.has(asset.id)}
                  />
                ) : (
                  <tr className="result-row" tabIndex={-1} data-index={index} aria-rowindex={index + 2}>
                    <td />
                  </tr>
                )}
              </Fragment>
            )
          })}
          {layout && count > next && <Space height={(count - next) * rowHeight} />}
        </tbody>
      </table>
    </section>
  )
}

const Space = ({ height }: { height: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table without controls takes no focus
  <tr aria-hidden="true" style={{ blockSize: `${height}px` }}>
    <td />
  </tr>
)

interface RowProps {
  asset: StaffAsset
  index: number
  to: string
  tabIndex?: 0 | -1
  chosen: boolean
  onChoose?: Choose
  zone: string
  locale: string
}

const Row = memo(function Row({ asset, index, to, tabIndex, chosen, onChoose, zone, locale }: RowProps) {
  const { t } = useTranslation(['library', 'ui'])
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
    onChoose?.(asset.id, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
  return (
    <tr className="result-row" data-id={asset.id} data-index={index} aria-rowindex={index + 2}>
      {onChoose && (
        <td className="column-check">
          <input
            type="checkbox"
            className="checkbox"
            name="assets"
            value={asset.id}
            tabIndex={tabIndex}
            autoComplete="off"
            aria-label={t('ui:tile.select', { title: asset.title })}
            checked={chosen}
            onChange={onChange}
          />
        </td>
      )}
      <td className="column-picture">
        <RowPicture asset={asset} />
      </td>
      <th scope="row" className="column-title tile-name">
        <Link to={to} tabIndex={tabIndex} dir="auto">
          {asset.title}
        </Link>
      </th>
      <td className="column-type">{typeLabel(t(`kind.${asset.kind}`), asset.extension)}</td>
      <td className="column-state">
        <StateBadge asset={asset} />
      </td>
      <td className="column-pixels">
        {asset.width && asset.height
          ? `${formatNumber(asset.width, locale)} × ${formatNumber(asset.height, locale)}`
          : null}
      </td>
      <td className="column-added">{formatDate(asset.createdAt, locale, zone)}</td>
    </tr>
  )
})

/** One row of the height that style sheets give it, on which the layout is measured. */
export const SampleRows = ({ root, density }: Omit<ResultListProps<HTMLDivElement>, 'list'>) => (
  <div className="sample" aria-hidden="true">
    <div ref={root} className={`result-rows-${density}`}>
      <div className="result-row" />
    </div>
  </div>
)
