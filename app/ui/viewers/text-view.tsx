import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Markdown } from './text/markdown'

export interface TextPreview {
  kind: 'text' | 'table' | 'markdown' | 'code'
  text?: string
  rows?: string[][]
  language?: string
  /** Whether the file goes on after what is shown. */
  isCut: boolean
  encoding?: string
}

export interface TextViewProps {
  preview: TextPreview
  title: string
}

/** More lines and rows would make a page too heavy to scroll on a phone. */
const MOST_LINES = 2000
const MOST_ROWS = 500
const MOST_COLUMNS = 60

/** A text, table or Markdown file to read; the same with and without scripts. */
export function TextView({ preview, title }: TextViewProps) {
  const { t } = useTranslation('viewer')
  const { kind, text = '', rows = [], language, isCut, encoding } = preview
  const lines = kind === 'text' || kind === 'code' ? text.replace(/\r?\n$/, '').split(/\r\n|\r|\n/) : []
  const isShort = lines.length > MOST_LINES || rows.length - 1 > MOST_ROWS
  const notes = [language, encoding, (isCut || isShort) && t('text.cut')].filter(Boolean)
  return (
    <section className="viewer text-view" aria-label={t('text.name', { title })}>
      {kind === 'markdown' && (
        <div className="text-prose prose" dir="auto">
          <Markdown text={text} />
        </div>
      )}
      {kind === 'table' && <TableView rows={rows} isCut={isCut} />}
      {(kind === 'text' || kind === 'code') && <Lines lines={lines} isCode={kind === 'code'} title={title} />}
      {notes.length > 0 && <p className="viewer-note">{notes.join(' · ')}</p>}
    </section>
  )
}

function Lines({ lines, isCode, title }: { lines: string[]; isCode: boolean; title: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it scrolls, so it needs focus
    <div
      className="text-scroll"
      role="group"
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is in the Tab order (axe rule)
      tabIndex={0}
    >
      <pre className="text-lines" dir={isCode ? 'ltr' : 'auto'} translate={isCode ? 'no' : undefined}>
        {lines.slice(0, MOST_LINES).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={index}>{`${line}\n`}</span>
        ))}
      </pre>
    </div>
  )
}

function TableView({ rows, isCut }: { rows: string[][]; isCut: boolean }) {
  const { t, i18n } = useTranslation('viewer')
  const [head = [], ...body] = rows
  const number = (value: number) => formatNumber(value, i18n.language)
  const shown = body.slice(0, MOST_ROWS)
  const isWhole = shown.length === body.length && !isCut
  const columns = Math.min(
    MOST_COLUMNS,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  )
  const cells = Array.from({ length: columns }, (_, column) => column)
  const numeric = cells.map((column) => isNumericColumn(shown.slice(0, SAMPLE).map((row) => row[column] ?? '')))
  const look = (column: number) => (numeric[column] ? 'cell-number' : undefined)
  const caption = t(isWhole ? 'text.rows' : 'text.first_rows', {
    count: shown.length,
    rows: number(shown.length),
    columns: number(columns),
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: it scrolls, so it needs focus
    <div
      className="text-scroll"
      role="group"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is in the Tab order (axe rule)
      tabIndex={0}
    >
      <table className="table text-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {cells.map((column) => (
              <th key={column} scope="col" className={look(column)}>
                <bdi>{head[column]}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
            <tr key={index}>
              {cells.map((column) => (
                <td key={column} className={look(column)}>
                  <bdi>{row[column]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Rows that tell whether a column holds numbers. */
const SAMPLE = 30

function isNumericColumn(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  return filled.length > 0 && filled.every((cell) => /^[-+]?\d[\d.,\s]{0,20}%?$/.test(cell))
}
