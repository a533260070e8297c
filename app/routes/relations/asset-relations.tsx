import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DIRECTIONS, RELATION_KINDS } from '~/domain/relations/relation'
import { ButtonLink } from '~/ui/button'
import { IconButton } from '~/ui/icon-button'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import type { AssetPageData } from '../library/asset'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'

type Seen = AssetPageData['related']['relations'][number]

const GROUPS = RELATION_KINDS.flatMap((kind) => DIRECTIONS.map((direction) => ({ kind, direction })))

/** What an asset is to others and others are to it, with their pictures; editors add and remove relations. */
export function AssetRelations({ page }: { page: AssetPageData }) {
  const { asset, mayEdit, related } = page
  const { t } = useTranslation('relations')
  const { relations } = related
  const remove = useRemoval(asset.id)
  if (!mayEdit && relations.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="relations-heading">
      <div className="versions-head">
        <h2 id="relations-heading">{t('relation.heading')}</h2>
        {mayEdit && (
          <ButtonLink to={urls.library.relate(asset.id)} icon="plus" size="s">
            {t('relation.add')}
          </ButtonLink>
        )}
      </div>
      {relations.length === 0 && <p className="muted">{t('relation.none')}</p>}
      {GROUPS.map(({ kind, direction }) => {
        const members = relations.filter((each) => each.kind === kind && each.direction === direction)
        if (members.length === 0) return null
        return (
          <div key={`${kind} ${direction}`} className="relation-group">
            <h3>{t(`relation.${direction}.${kind}`)}</h3>
            <ul className="relation-members">
              {members.map((seen) => (
                <RelationRow key={seen.other.id} seen={seen} onRemove={mayEdit ? () => remove(seen) : undefined} />
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function RelationRow({ seen, onRemove }: { seen: Seen; onRemove?: () => void }) {
  const { t } = useTranslation('relations')
  const { other } = seen
  return (
    <li className="relation-row">
      <RowPicture asset={other} />
      <span className="relation-name">
        <a className="link" href={urls.library.asset(other.id)} dir="auto">
          {other.title}
        </a>
        <StateBadge asset={other} />
      </span>
      {onRemove && (
        <IconButton
          icon="close"
          size="s"
          label={t('relation.remove_named', { title: other.title })}
          onClick={onRemove}
        />
      )}
    </li>
  )
}

/** Returns a function that removes a relation, and then offers to add it again for as long as the message is shown. */
function useRemoval(assetId: string) {
  const { t } = useTranslation('relations')
  const { data, state, submit } = useFetcher<{ done?: string }>()
  const toast = useToast()
  const removed = useRef<Seen>()
  const post = (act: 'add' | 'remove', { kind, direction, other }: Seen) =>
    submit({ kind, direction, other: other.id, act }, { method: 'post', action: urls.library.relations(assetId) })
  const postNow = useRef(post)
  postNow.current = post
  useEffect(() => {
    const seen = removed.current
    if (state !== 'idle' || data?.done !== 'remove' || !seen) return
    removed.current = undefined
    toast({
      text: t('relation.removed', { title: seen.other.title }),
      action: { label: t('dup.undo'), onAction: () => postNow.current('add', seen) },
    })
  }, [data, state, toast, t])
  return (seen: Seen) => {
    removed.current = seen
    post('remove', seen)
  }
}
