import '../../styles/viewer-font.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AUTONYMS, directionOf, LOCALES } from '~/platform/language'
import { Notice } from '~/ui/notice'
import { cssVars } from '../css-vars'
import type { FontSpecimenProps } from '../font-specimen'
import { Slider } from '../slider'
import { covers } from './coverage'
import { FeatureSwitches } from './feature-switches'
import { featureSettings, usableAxes, variationSettings } from './features'
import { GlyphTable } from './glyph-table'
import { SENTENCES } from './sentences'
import { useFontFace } from './use-font-face'

const SIZES = [72, 48, 32, 24, 18, 14]
const MOST_TYPED = 500

/** A font at work: own text, sentences, sizes, axes, features and all its glyphs. */
export default function Specimen({ url, family, facts }: FontSpecimenProps) {
  const { t } = useTranslation('viewer')
  const face = useFontFace(url)
  const [size, setSize] = useState(48)
  const [positions, setPositions] = useState<Record<string, number>>({})
  const [switched, setSwitched] = useState<Record<string, boolean>>({})
  const lines = LOCALES.filter((locale) => covers(facts.ranges, SENTENCES[locale]))
  const [typed, setTyped] = useState(() => (covers(facts.ranges, family) ? family : ''))
  const axes = usableAxes(facts.axes)
  if (face.state === 'failed') return <Notice tone="warn" live="polite" title={t('font.failed')} />
  return (
    <div
      className="specimen"
      aria-busy={face.state === 'loading'}
      style={cssVars({
        '--specimen-family': `"${face.family}"`,
        '--specimen-size': `${size}px`,
        '--specimen-features': featureSettings(switched),
        '--specimen-variations': variationSettings(positions),
      })}
    >
      <textarea
        className="specimen-text specimen-typed"
        aria-label={t('font.own_text')}
        placeholder={t('font.own_text')}
        value={typed}
        maxLength={MOST_TYPED}
        rows={1}
        spellCheck={false}
        dir="auto"
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="specimen-sliders">
        <Slider label={t('font.size')} min={12} max={160} step={1} value={size} unit="px" onChange={setSize} />
        {axes.map(({ tag, name, min, max, default: start }) => (
          <Slider
            key={tag}
            label={name || tag}
            min={min}
            max={max}
            step={max - min > 20 ? 1 : (max - min) / 100}
            value={positions[tag] ?? start}
            onChange={(value) => setPositions((before) => ({ ...before, [tag]: value }))}
          />
        ))}
      </div>
      <FeatureSwitches tags={facts.features} switched={switched} onChange={setSwitched} />
      {lines.length > 0 && (
        <section className="specimen-part">
          <h3 className="eyebrow">{t('font.languages')}</h3>
          {lines.map((locale) => (
            <div key={locale} className="specimen-line">
              <span className="specimen-note" lang={locale}>
                {AUTONYMS[locale]}
              </span>
              <p className="specimen-text specimen-sentence" lang={locale} dir={directionOf(locale)}>
                {SENTENCES[locale]}
              </p>
            </div>
          ))}
        </section>
      )}
      <section className="specimen-part">
        <h3 className="eyebrow">{t('font.sizes')}</h3>
        {SIZES.map((pixels) => (
          <div key={pixels} className="specimen-line" style={cssVars({ '--specimen-size': `${pixels}px` })}>
            <span className="specimen-note">{pixels}</span>
            <p className="specimen-text specimen-one-line" dir="auto">
              {typed || family}
            </p>
          </div>
        ))}
      </section>
      <GlyphTable ranges={facts.ranges} />
    </div>
  )
}
