import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { copyText } from '~/ui/copy-button'
import { IconButton } from '~/ui/icon-button'
import { codePointsOf, countVisible, nameOfCodePoint, shownCharacter } from './coverage'

const PER_PAGE = 120

/** All characters of a font, a page at a time; a click copies one. */
export function GlyphTable({ ranges }: { ranges: readonly (readonly [number, number])[] }) {
  const { t, i18n } = useTranslation('viewer')
  const [page, setPage] = useState(0)
  const [said, setSaid] = useState('')
  const total = countVisible(ranges)
  if (total === 0) return null
  const number = (value: number) => formatNumber(value, i18n.language)
  const pages = Math.ceil(total / PER_PAGE)
  const copy = async (code: number) => {
    const outcome = await copyText(String.fromCodePoint(code))
    setSaid(t(`font.copy_${outcome}`, { character: shownCharacter(code), code: nameOfCodePoint(code) }))
  }
  return (
    <section className="specimen-part">
      <div className="specimen-head">
        <h3 className="eyebrow">{t('font.characters', { count: total, number: number(total) })}</h3>
        <span className="viewer-fact" role="status">
          {said}
        </span>
        {pages > 1 && (
          <span className="viewer-group">
            <IconButton
              size="s"
              icon="chevron-start"
              label={t('font.previous')}
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            />
            <span className="viewer-fact">{t('font.page', { page: number(page + 1), total: number(pages) })}</span>
            <IconButton
              size="s"
              icon="chevron-end"
              label={t('font.next')}
              disabled={page >= pages - 1}
              onClick={() => setPage(page + 1)}
            />
          </span>
        )}
      </div>
      <ul className="glyphs">
        {codePointsOf(ranges, page, PER_PAGE).map((code) => (
          <li key={code}>
            <button
              type="button"
              className="glyph"
              title={t('font.copy')}
              aria-label={t('font.copy_character', { character: shownCharacter(code), code: nameOfCodePoint(code) })}
              onClick={() => copy(code)}
            >
              <span className="glyph-character" aria-hidden="true">
                {shownCharacter(code)}
              </span>
              <span className="glyph-code" aria-hidden="true">
                {nameOfCodePoint(code).slice(2)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
