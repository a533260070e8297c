import type { SerializeFrom } from '@remix-run/node'
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime, formatNumber } from '~/i18n/format'
import { urls } from '~/urls'
import { FieldRows } from '../../metadata/field-values'
import { shareText } from '../asset-completeness'
import { useDefaultTimeZone } from '../default-time-zone'
import { MissingFields } from '../missing-fields'
import type { loader } from '../panel'
import { UsedInLists } from '../used-in-lists'

export type Details = NonNullable<SerializeFrom<typeof loader>['details']>

/** Texts, file, rights and places of an asset, as far as it has them. */
export function PanelDetails({ id, details, locale }: { id: string; details: Details; locale: string }) {
  const { texts, keywords, fields, file, folder, rights, used, completeness, mayEdit } = details
  const { t } = useTranslation(['result', 'library', 'folders', 'references', 'quality'])
  const zone = useDefaultTimeZone()
  const pixels =
    file?.width && file.height && `${formatNumber(file.width, locale)} × ${formatNumber(file.height, locale)}`
  const until = (instant: Date | null | undefined, own: string | null | undefined) =>
    instant && formatDateTime(instant, own ?? zone, locale)
  const text = (value: Details['texts']['altText']) =>
    value && (
      <span lang={value.locale} dir="auto">
        {value.value}
      </span>
    )
  return (
    <>
      {completeness && completeness.missing.length > 0 && (
        <section className="panel-part completeness">
          <h3>
            {t('quality:completeness.share', { share: shareText(completeness.met / completeness.count, locale) })}
          </h3>
          <MissingFields missing={completeness.missing} assetId={id} isHere={false} />
        </section>
      )}
      <Part
        heading={t('library:texts.heading')}
        facts={[
          [t('library:texts.description'), text(texts.description)],
          [t('library:texts.altText'), text(texts.altText)],
          [t('library:texts.usageTerms'), text(texts.usageTerms)],
          [t('library:texts.keywords'), keywords.length > 0 && keywords.join(', ')],
        ]}
      />
      {fields.length > 0 && (
        <section className="panel-part">
          <h3>{t('references:fields')}</h3>
          <dl className="facts">
            <FieldRows fields={fields} locale={locale} />
          </dl>
        </section>
      )}
      <Part
        heading={t('library:file.heading')}
        facts={[
          [t('library:file.name'), file?.name],
          [t('library:file.size'), file && formatBytes(file.bytes, locale)],
          [t('library:file.pixels'), pixels],
          [t('library:file.pages'), file?.pages && formatNumber(file.pages, locale)],
          [
            t('folders:home'),
            folder && (
              <Link className="link" to={urls.library.grid({ folder: folder.id })}>
                <bdi>{folder.path}</bdi>
              </Link>
            ),
          ],
        ]}
      />
      <Part
        heading={t('library:rights.heading')}
        facts={[
          [t('library:rights.creator'), rights?.creator],
          [t('library:rights.credit_line'), rights?.creditLine],
          [t('library:rights.copyright'), rights?.copyrightNotice],
          [t('library:rights.licence'), rights?.licenceName],
          [t('library:rights.embargo'), until(rights?.embargoUntil, rights?.embargoZone)],
          [t('library:rights.expires'), until(rights?.expiresAt, rights?.expiresZone)],
        ]}
      />
      {mayEdit && (
        <section className="panel-part">
          <h3>{t('used.heading')}</h3>
          <UsedInLists used={used} opensPortals={details.opensPortals} />
        </section>
      )}
    </>
  )
}

function Part({ heading, facts }: { heading: string; facts: [name: string, value: ReactNode][] }) {
  const known = facts.filter(([, value]) => value)
  if (known.length === 0) return null
  return (
    <section className="panel-part">
      <h3>{heading}</h3>
      <dl className="facts">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
