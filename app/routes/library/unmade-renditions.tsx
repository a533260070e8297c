import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StaffRendition } from '~/domain/renditions/renditions.queries.server'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { FailedRendition } from './failed-rendition'
import { reasonText } from './reason-text'

type Page = Pick<AssetPageData, 'asset' | 'version' | 'renditions' | 'mayEdit' | 'mayManageConversions'>

/** The presets of lists and pages, which are made together. */
const PICTURES = new Set(['thumb', 'small', 'preview'])

/** Says which renditions of the current version could not be made and why: its preview first, else another form of it. */
export function UnmadeRenditions({ page }: { page: Page }) {
  const { version, renditions, mayManageConversions } = page
  const { t } = useTranslation('library')
  const unmade = renditions.filter(({ preset }) => preset !== 'clean')
  const failed = preferPreview(unmade.filter(({ state, reason }) => state === 'failed' && reason !== null))
  const impossible = preferPreview(unmade.filter(({ state }) => state === 'impossible'))
  const titleOf = (rendition: StaffRendition | undefined, ofPicture: string) =>
    rendition && !PICTURES.has(rendition.preset) ? t('picture.no_web') : ofPicture
  const reason = version.unpreviewableReason ?? impossible?.reason
  return (
    <>
      {failed && <FailedRendition page={page} title={titleOf(failed, t('picture.failed'))} reason={failed.reason} />}
      {reason && (
        <Notice
          title={version.unpreviewableReason ? undefined : titleOf(impossible, t('picture.none'))}
          actions={
            mayManageConversions &&
            reason.startsWith('no_converter:') && (
              <Link className="link" to={urls.admin.conversions()}>
                {t('picture.conversions')}
              </Link>
            )
          }
        >
          {reasonText(t, reason)}
        </Notice>
      )}
    </>
  )
}

const preferPreview = (renditions: StaffRendition[]): StaffRendition | undefined =>
  renditions.find(({ preset }) => PICTURES.has(preset)) ?? renditions[0]
