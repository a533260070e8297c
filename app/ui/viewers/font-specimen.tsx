import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Notice } from '~/ui/notice'
import { useIsland, useSeen } from './island'

export interface FontAxis {
  /** Four characters: `wght`. */
  tag: string
  name: string
  min: number
  max: number
  default: number
}

export interface FontFacts {
  glyphCount: number | null
  /** Tags of OpenType features. */
  features: string[]
  axes: FontAxis[]
  /** Code points that it covers, first and last of each range. */
  ranges: [number, number][]
  /** ISO 15924 codes, or names. */
  scripts: string[]
  licence?: string | null
  licenceUrl?: string | null
}

export interface FontSpecimenProps {
  url: string
  family: string
  facts: FontFacts
}

/** A font to look at and to try. Without scripts: what is known of it. */
export function FontSpecimen(props: FontSpecimenProps) {
  const { family, facts } = props
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLElement>(null)
  const seen = useSeen(box)
  const { Component, failed } = useIsland(() => import('./font/specimen'), seen)
  return (
    <section ref={box} className="viewer font" aria-label={t('font.name', { family })}>
      {Component ? <Component {...props} /> : <p className="font-waiting">{family}</p>}
      {failed && <Notice tone="bad" live="polite" title={t('not_loaded')} />}
      <Facts facts={facts} />
    </section>
  )
}

function Facts({ facts }: { facts: FontFacts }) {
  const { t, i18n } = useTranslation('viewer')
  const { glyphCount, scripts, axes, features, licence, licenceUrl } = facts
  const script = (name: string) => t(`font.scripts.${name}`, { defaultValue: name })
  const number = (value: number) => formatNumber(value, i18n.language)
  const rows: [string, React.ReactNode][] = []
  if (glyphCount !== null) rows.push([t('font.glyphs'), number(glyphCount)])
  if (scripts.length > 0) rows.push([t('font.writing'), scripts.slice(0, 40).map(script).join(' · ')])
  for (const { tag, name, min, max } of axes.slice(0, 16)) rows.push([name || tag, `${number(min)}–${number(max)}`])
  if (features.length > 0) rows.push([t('font.features'), <code key="f">{features.slice(0, 80).join(' ')}</code>])
  if (licence || licenceUrl) rows.push([t('font.licence'), <Licence key="l" text={licence} url={licenceUrl} />])
  return (
    <dl className="facts">
      {rows.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
        <div key={index} className="viewer-row">
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The address comes from the file: only http(s) becomes a link. */
function Licence({ text, url }: { text: string | null | undefined; url: string | null | undefined }) {
  const shown = (text ?? url ?? '').slice(0, 600)
  if (!url || !/^https?:\/\//i.test(url)) return <>{shown}</>
  return (
    <a className="link" href={url} target="_blank" rel="noopener noreferrer">
      {shown}
    </a>
  )
}
