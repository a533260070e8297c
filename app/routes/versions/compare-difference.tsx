import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { ComparedPair, ComparedVersion } from './compare'
import { ComparisonFailed, ComparisonWaiting } from './comparison-state'
import { formatShare } from './format-share'
import { PictureStage, type StageLayer } from './picture-stage'
import type { PanZoom } from './use-pan-zoom'

interface Props {
  compared: ComparedPair
  layer: (version: ComparedVersion) => StageLayer
  shared: { canvas: { width: number; height: number }; pan: PanZoom; backdrop: 'quiet' | 'dark' }
}

/** The second picture, pale and grey, with the pixels that differ from the first one in red, and how many they are. */
export function CompareDifference({ compared, layer, shared }: Props) {
  const { t, i18n } = useTranslation('versions')
  const { left, right, comparison, olderId, newerId } = compared
  if (comparison?.state === 'failed') return <ComparisonFailed compared={compared} />
  const pixels = comparison?.result?.pixels
  if (!pixels) return <ComparisonWaiting />
  const share = formatShare(pixels.share, i18n.language)
  const said = pixels.changed === 0 ? t('compare.difference.none') : t('compare.difference.share', { share })
  const red: StageLayer = {
    ...{ key: 'difference', src: urls.library.difference(olderId, newerId), className: 'compare-over compare-red' },
    alt: t('compare.difference.alt', { share }),
  }
  return (
    <>
      <p className="compare-number" role="status">
        <strong>{said}</strong>
      </p>
      {!pixels.isSameShape && <Notice>{t('compare.difference.shape')}</Notice>}
      <PictureStage
        {...{ ...shared, name: t('compare.difference.name', { first: left.number, second: right.number }) }}
        isFirst
        layers={[{ ...layer(right), className: 'compare-pale' }, ...(comparison.hasPicture ? [red] : [])]}
      />
    </>
  )
}
