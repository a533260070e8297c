import { useNavigate, useRevalidator } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { BinKind, Deleted } from '~/domain/bin/bin'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { PostRefused, postForm } from './post-form'

/** What is moved: its kind and ids, and the name of a single one. */
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

/** Where a thing is looked at once it is out of the bin. */
export const pageOf = (kind: BinKind, id: string): string => PAGE[kind](id)

/** Gives focus to the content of the page: what had it is gone. */
export const focusContent = (): void => document.getElementById('content')?.focus()

/** The acts of the bin, each said in a message that offers its opposite where there is one. */
export function useBin() {
  const { t } = useTranslation(['bin', 'errors'])
  const toast = useToast()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()

  const reasonOf = (error: unknown): string => (error instanceof PostRefused && error.message) || t('errors:internal')

  /** Puts things into the bin and returns those that are in it now; throws PostRefused. */
  const remove = ({ kind, ids }: BinThings): Promise<Deleted> =>
    kind === 'asset' ? postForm(urls.bin.assets(), { assets: ids }) : postForm(DELETE[kind](ids[0] ?? ''), {})

  /** Takes things out of the bin; throws PostRefused. */
  const restore = ({ kind, ids }: BinThings): Promise<unknown> => postForm(urls.bin.restore(), { kind, ids })

  /** Says that things are in the bin and offers to restore them: one thing opens its page again, several stay in the list. */
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
