import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatCameraTime, formatNumber } from '~/i18n/format'
import { hasPixels } from '~/platform/files/pixels'
import { presetsFor } from '~/platform/images/preset-uses'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { typeLabel } from '~/ui/type-label'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { contentsFacts } from './contents-facts'
import { FailedRendition } from './failed-rendition'

/** Renditions that are offered as files; the others are for pages alone. */
const FILES: readonly string[] = presetsFor('file')

/** Returns how outsiders receive the original: unchanged, as a clean original, or not yet, while that is being made. */
const outside = ({ state, isOriginal }: AssetPageData['renditions'][number]) =>
  state !== 'made' ? 'waiting' : isOriginal ? 'same' : 'clean'

/** The facts of the current file, and its downloads. */
export function AssetFile({ page }: { page: AssetPageData }) {
  const { version, renditions, viewing, record, rights, sources, mayEdit, locale } = page
  const { t } = useTranslation('library')
  const pixels = (width: number | null, height: number | null) =>
    width && height ? `${formatNumber(width, locale)} × ${formatNumber(height, locale)} px` : undefined
  const clean = renditions.find(({ preset }) => preset === 'clean')
  const known = new Set([version.fileName, record.sourcePath])
  const others = [...new Set(sources.map(({ path, fileName }) => path ?? fileName))].filter((name) => !known.has(name))
  const facts: [string, ReactNode][] = [
    ['name', <bdi key="name">{version.fileName}</bdi>],
    ['type', typeLabel(t(`kind.${version.kind}`), version.extension)],
    ['size', formatBytes(version.byteSize, locale)],
    ['pixels', hasPixels(version) && pixels(version.width, version.height)],
    ['pages', version.pageCount && version.pageCount > 1 ? formatNumber(version.pageCount, locale) : undefined],
    ['colour', version.colourSpace && colourSpaceName(version.colourSpace)],
    ['path', record.sourcePath && <bdi key="path">{record.sourcePath}</bdi>],
    ['sources', others.length > 0 && <Sources key="sources" names={others} />],
    ['location', version.hasLocation && mayEdit ? t('file.location_kept_here') : undefined],
    ['outsiders', clean && clean.state !== 'failed' && t(`file.outsiders_${outside(clean)}`)],
    ...contentsFacts(viewing?.contents ?? null, locale).map(([name, value]): [string, ReactNode] => [name, value]),
    ...Object.entries(version.extracted).map(([name, value]): [string, ReactNode] => [
      name,
      name === 'takenAt' ? formatCameraTime(String(value), locale) : value,
    ]),
    ['credit', !mayEdit && rights?.creditLine],
    ['licence', !mayEdit && rights?.licenceName],
  ]
  const made = renditions.filter((each) => each.state === 'made').filter(({ preset }) => FILES.includes(preset))
  return (
    <section className="panel stack" aria-labelledby="file-heading">
      <h2 id="file-heading">{t('file.heading')}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`file.${name}`, { defaultValue: name })}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {mayEdit && (
        <a className="link" href={urls.library.tags(page.asset.id, version.number)}>
          {t('file.tags')}
        </a>
      )}
      {page.isBroken && <Notice tone="warn">{t('errors:rendition.damaged')}</Notice>}
      {clean?.state === 'failed' && (
        <FailedRendition page={page} title={t('picture.not_clean')} reason={clean.reason} />
      )}
      {made.length > 0 && (
        <>
          <h3>{t('file.forms')}</h3>
          <ul className="plain-list">
            {made.map((rendition) => (
              <li key={rendition.preset}>
                <a className="link" href={urls.library.download(version.id, rendition.preset)}>
                  <Icon name="download" /> {t(`common:preset.${rendition.preset}.name`)}
                </a>
                <span className="muted numbers">
                  {[
                    rendition.mediaType.split('/')[1]?.toUpperCase(),
                    pixels(rendition.width, rendition.height),
                    formatBytes(rendition.byteSize, locale),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Other names and folders under which the same bytes were uploaded. */
function Sources({ names }: { names: string[] }) {
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  )
}

const COLOUR_SPACES: Record<string, string> = { srgb: 'sRGB', rgb: 'RGB', cmyk: 'CMYK', lab: 'Lab', 'b-w': '1 bit' }

/** Returns the usual name of a colour space: `sRGB`, `CMYK`, `sRGB 16`. */
export function colourSpaceName(space: string): string {
  const [name = '', depth] = space.split(' ')
  return [COLOUR_SPACES[name] ?? name.toUpperCase(), depth].filter(Boolean).join(' ')
}
