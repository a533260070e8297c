import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Like } from '~/domain/search/like.queries.server'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { type LibraryQuery, urls } from '~/urls'

/** Says what a result is like, with its picture, and which files are the same; with a way back to all files. */
export function LikeNote({ like, filter }: { like: Like; filter: LibraryQuery }) {
  const { t } = useTranslation('similar')
  const without = urls.library.grid({ ...filter, like: undefined })
  if (like.of === 'nothing')
    return (
      <Notice
        tone="warn"
        actions={
          <ButtonLink size="s" to={urls.library.byPicture()}>
            {t('by_picture.title')}
          </ButtonLink>
        }
      >
        {t('like.gone')}
      </Notice>
    )
  const picture = like.versionId ? urls.library.media(like.versionId, 'thumb') : urls.library.searchedPicture(like.id)
  return (
    <section className="like-note panel" aria-labelledby="like-heading">
      <img src={picture} alt="" />
      <div>
        <h2 id="like-heading">{t('like.title')}</h2>
        <p className="muted">
          {like.of === 'asset' ? (
            <Link className="link" to={urls.library.asset(like.id)}>
              <bdi>{like.name}</bdi>
            </Link>
          ) : (
            <bdi>{like.name}</bdi>
          )}
        </p>
        <Alike which="same" assets={like.same} />
        <Alike which="near" assets={like.near} />
      </div>
      <ButtonLink size="s" icon="close" to={without}>
        {t('like.end')}
      </ButtonLink>
    </section>
  )
}

function Alike({ which, assets }: { which: 'same' | 'near'; assets: Like['same'] }) {
  const { t } = useTranslation('similar')
  if (assets.length === 0) return null
  return (
    <p>
      {t(`like.${which}`, { count: assets.length })}{' '}
      {assets.map(({ id, title }, place) => (
        <span key={id}>
          {place > 0 && ' · '}
          <Link className="link" to={urls.library.asset(id)}>
            <bdi>{title}</bdi>
          </Link>
        </span>
      ))}
    </p>
  )
}
