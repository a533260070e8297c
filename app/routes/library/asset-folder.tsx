import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { urls } from '~/urls'
import { MoveDialog } from '../folders/move-dialog'
import type { AssetPageData } from './asset'
import { useBulk } from './use-bulk'

/** The folder that is the home of an asset, and a way to move it to another. */
export function AssetFolder({ page: { asset, folder, mayEdit } }: { page: AssetPageData }) {
  const { t } = useTranslation('folders')
  const [isOpen, setOpen] = useState(false)
  const bulk = useBulk(() => setOpen(false))
  return (
    <section className="panel stack" aria-labelledby="folder-heading">
      <h2 id="folder-heading">{t('home')}</h2>
      <p>
        {folder ? (
          <Link className="link" to={urls.library.grid({ folder: folder.id })}>
            <bdi>{folder.path}</bdi>
          </Link>
        ) : (
          <span className="muted">{t('none')}</span>
        )}
      </p>
      {mayEdit && (
        <p className="button-row">
          <Button size="s" icon="folder" onClick={() => setOpen(true)}>
            {t('move.open')}
          </Button>
        </p>
      )}
      {isOpen && (
        <MoveDialog bulk={bulk} ids={new Set([asset.id])} folderId={folder?.id} onClose={() => setOpen(false)} />
      )}
    </section>
  )
}
