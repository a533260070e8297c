import { KINDS_OF_PICTURES } from '~/platform/images/preset-settings'
import { ClipForm } from '../sizes/clip-form'
import { CustomSize } from '../sizes/custom-size'
import { pageCountOf } from '../sizes/page-count'
import { SizeList } from '../sizes/size-list'
import type { AssetPageData } from './asset'

/** The sizes and formats that staff may download a file in, any other size of a picture and any part of a film; nothing for files without. */
export function AssetSizes({ page: { sizes, version, locale, viewing } }: { page: AssetPageData }) {
  const isPicture = (KINDS_OF_PICTURES as readonly string[]).includes(version.kind) && !version.unpreviewableReason
  const film = viewing?.contents?.type === 'film' && version.kind === 'video' ? viewing.contents.facts : undefined
  if (sizes.length === 0 && !isPicture && !film) return null
  return (
    <div className="panel stack">
      <SizeList sizes={sizes} locale={locale} pageCount={pageCountOf(viewing)} />
      {isPicture && <CustomSize versionId={version.id} />}
      {film && (
        <ClipForm
          key={version.id}
          versionId={version.id}
          duration={film.duration}
          hasPlayer={viewing?.forms.view !== undefined}
        />
      )}
    </div>
  )
}
