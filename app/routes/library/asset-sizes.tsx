import { KINDS_OF_PICTURES } from '~/platform/images/preset-settings'
import { CustomSize } from '../sizes/custom-size'
import { SizeList } from '../sizes/size-list'
import type { AssetPageData } from './asset'

/** The sizes and formats that staff may download a file in, and any other size of a picture; nothing for files without. */
export function AssetSizes({ page: { sizes, version, locale } }: { page: AssetPageData }) {
  const isPicture = (KINDS_OF_PICTURES as readonly string[]).includes(version.kind) && !version.unpreviewableReason
  if (sizes.length === 0 && !isPicture) return null
  return (
    <div className="panel stack">
      <SizeList sizes={sizes} locale={locale} />
      {isPicture && <CustomSize versionId={version.id} />}
    </div>
  )
}
