import { Form } from '@remix-run/react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicateAsset, DuplicateGroup as Group } from '~/domain/duplicates/duplicates.queries.server'
import { formatBytes, formatDate, formatList } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { urls } from '~/urls'
import { StateBadge } from '../library/state-badge'

interface Props {
  group: Group
  number: number
  locale: string
  onApart: (assetIds: readonly string[]) => void
}

/** Files that are the same or look alike side by side, of which one is chosen to be kept. */
export function DuplicateGroup({ group, number, locale, onApart }: Props) {
  const { t } = useTranslation('relations')
  const heading = useId()
  const ids = group.assets.map(({ id }) => id)
  return (
    <section className="panel stack" aria-labelledby={heading}>
      <div className="versions-head">
        <h2 id={heading}>{t('dup.group', { number })}</h2>
        <Badge>{t(group.isExact ? 'dup.exact' : 'dup.alike')}</Badge>
      </div>
      <Form method="get" action={urls.library.merge()} className="stack">
        <input type="hidden" name="merge" value={ids.join()} />
        <ul className="duplicate-list">
          {group.assets.map((asset, index) => (
            <li key={asset.id} className="duplicate">
              <DuplicatePicture asset={asset} />
              <a className="link" href={urls.library.asset(asset.id)} dir="auto">
                {asset.title}
              </a>
              <StateBadge asset={asset} />
              <DuplicateFacts asset={asset} locale={locale} />
              <label className="choice">
                <input type="radio" className="radio" name="keep" value={asset.id} defaultChecked={index === 0} />
                <span className="choice-text">{t('dup.keep')}</span>
              </label>
            </li>
          ))}
        </ul>
        <div className="button-row">
          <Button type="submit">{t('dup.merge')}</Button>
          <Button variant="plain" onClick={() => onApart(ids)}>
            {t('dup.apart')}
          </Button>
        </div>
      </Form>
    </section>
  )
}

function DuplicatePicture({ asset }: { asset: DuplicateAsset }) {
  const { backdrop } = frameOf(asset)
  return (
    <span className={`duplicate-picture backdrop-${backdrop}`}>
      {asset.hasThumb ? (
        <img src={urls.library.media(asset.versionId, 'small')} alt="" loading="lazy" />
      ) : (
        <Icon name={kindIcon(asset.kind)} />
      )}
    </span>
  )
}

function DuplicateFacts({ asset, locale }: { asset: DuplicateAsset; locale: string }) {
  const { t } = useTranslation('relations')
  const uses = (['collections', 'links', 'portals'] as const).flatMap((kind) =>
    asset[kind] > 0 ? t(`dup.${kind}`, { count: asset[kind] }) : [],
  )
  const facts: [name: string, value: string | undefined][] = [
    [t('dup.pixels'), asset.width && asset.height ? `${asset.width} × ${asset.height}` : undefined],
    [t('dup.bytes'), formatBytes(asset.byteSize, locale)],
    [t('dup.added'), formatDate(asset.createdAt, locale)],
    [t('dup.by'), asset.createdByName ?? undefined],
    [t('dup.used'), uses.length > 0 ? formatList(uses, locale) : t('dup.unused')],
  ]
  return (
    <dl className="duplicate-facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
