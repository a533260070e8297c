import { useNavigate, useRevalidator } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { BinKind, Deleted } from '~/domain/bin/bin'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { PostRefused, postForm } from './post-form'

/** Kind and ids of the items; the name if there is only one. */
export interface BinThings {
  kind: BinKind
  ids: string[]
  name?: string
}

const DELETE: Record<Exclude<BinKind, 'asset'>, (id: string) => string> = {
  collection: urls.bin.collection,
  portal: urls.bin.portal,
  share: urls.bin.share,
}

const PAGE: Record<BinKind, (id: string) => string> = {
  asset: urls.library.asset,
  collection: urls.collections.edit,
  portal: urls.portals.edit,
  share: urls.shares.manage,
}

/** Returns the URL of an item's page. */
export const pageOf = (kind: BinKind, id: string): string => PAGE[kind](id)

/** Moves focus to the page's content, after the focused element was removed. */
export const focusContent = (): void => document.getElementById('content')?.focus()

/** Returns the bin's actions; each shows a message, which offers undo if possible. */
export function useBin() {
  const { t } = useTranslation(['bin', 'errors'])
  const toast = useToast()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()

  const reasonOf = (error: unknown): string => (error instanceof PostRefused && error.message) || t('errors:internal')

  /** Moves items to the bin and returns those now in it; throws PostRefused. */
  const remove = ({ kind, ids }: BinThings): Promise<Deleted> =>
    kind === 'asset' ? postForm(urls.bin.assets(), { assets: ids }) : postForm(DELETE[kind](ids[0] ?? ''), {})

  /** Restores items from the bin; throws PostRefused. */
  const restore = ({ kind, ids }: BinThings): Promise<unknown> => postForm(urls.bin.restore(), { kind, ids })

  /** Shows that items are in the bin and offers to restore them; restoring a single one opens its page again. */
  const tellDeleted = ({ kind, ids, refused }: Deleted, name?: string): void => {
    const undo = () =>
      restore({ kind, ids }).then(
        () => {
          toast({ text: name ? t('toast.restored', { name }) : t('toast.restored_many', { count: ids.length }) })
          const [only] = ids
          if (name && only) navigate(pageOf(kind, only))
          else revalidate()
          focusContent()
        },
        (error: unknown) => toast({ text: reasonOf(error) }),
      )
    const text = name ? t('toast.deleted', { name }) : t('toast.deleted_many', { count: ids.length })
    const left = refused ? ` ${t('toast.refused', { count: refused })}` : ''
    toast({ text: text + left, action: { label: t('toast.undo'), onAction: () => void undo() } })
  }

  return { remove, restore, tellDeleted, reasonOf, navigate, revalidate, toast, t }
}
