import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'
import { EditedNote } from '../edits/edited-note'
import type { AssetPageData } from './asset'

/** Leads to the edit of the picture, and says of an edited one that the original stays as it is. */
export function AssetEdit({ page }: { page: AssetPageData }) {
  const { asset, version, mayEdit, mayEditPicture } = page
  const { t } = useTranslation('edits')
  if (!mayEditPicture && !version.editHash) return null
  return (
    <div className="asset-edit">
      {mayEdit && mayEditPicture && (
        <ButtonLink to={urls.library.edit(asset.id)} icon="edit">
          {t('title')}
        </ButtonLink>
      )}
      <EditedNote version={version} />
    </div>
  )
}
