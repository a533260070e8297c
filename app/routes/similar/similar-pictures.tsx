import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'
import { frameOf } from '~/ui/frame'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'
import { useSeen } from '~/ui/viewers/island'
import { urls } from '~/urls'
import type { loader } from './similar'

/** The pictures that look most like an asset, loaded when they come into sight; the link to all of them is there at once. */
export function SimilarPictures({ id, most = 12, level = 2 }: { id: string; most?: number; level?: 2 | 3 }) {
  const { t } = useTranslation('similar')
  const place = useRef<HTMLElement>(null)
  const seen = useSeen(place)
  const { load, data, state } = useFetcher<typeof loader>()
  const loaded = data?.id === id ? data : undefined
  useEffect(() => {
    if (seen && !loaded && state === 'idle') load(urls.library.similar(id))
  }, [seen, loaded, state, load, id])
  const Heading = `h${level}` as const
  return (
    <section
      ref={place}
      id={level === 2 ? 'similar' : undefined}
      className={level === 2 ? 'panel stack' : 'panel-part'}
      aria-labelledby={`similar-${id}`}
      aria-busy={seen && !loaded}
    >
      <Heading id={`similar-${id}`}>{t('similar.title')}</Heading>
      {loaded?.assets.length === 0 && <p className="muted">{t('similar.none')}</p>}
      {loaded && loaded.assets.length > 0 && (
        <ul className="similar-pictures">
          {loaded.assets.slice(0, most).map((asset) => (
            <li key={asset.id}>
              <SimilarPicture asset={asset} />
            </li>
          ))}
        </ul>
      )}
      {loaded?.assets.length !== 0 && (
        <p>
          <Link className="link" to={urls.library.grid({ like: id })}>
            {t('similar.all')}
          </Link>
        </p>
      )}
    </section>
  )
}

type Shown = NonNullable<ReturnType<typeof useFetcher<typeof loader>>['data']>['assets'][number]

function SimilarPicture({ asset }: { asset: Shown }) {
  const { t } = useTranslation('similar')
  const { backdrop, fit } = frameOf(asset)
  const grade = asset.grade === 'same' || asset.grade === 'near' ? t(`grade.${asset.grade}`) : undefined
  return (
    <Link to={urls.library.asset(asset.id)} title={asset.title}>
      <span className={classes('similar-picture', `backdrop-${backdrop}`, fit !== 'whole' && `tile-${fit}`)}>
        {asset.hasThumb ? (
          <img src={urls.library.media(asset.versionId, 'thumb')} alt="" loading="lazy" decoding="async" />
        ) : (
          <Icon name={kindIcon(asset.kind)} />
        )}
      </span>
      <bdi className="similar-title">{asset.title}</bdi>
      {grade && <span className="muted">{grade}</span>}
    </Link>
  )
}
