import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasOf } from '~/platform/comparing/picture-canvas'
import { IconButton } from '~/ui/icon-button'
import { Slider } from '~/ui/viewers/slider'
import { urls } from '~/urls'
import { ComparedMarkers } from '../annotations/compared-markers'
import type { ComparedPair, ComparedVersion } from './compare'
import { CompareDifference } from './compare-difference'
import { PictureStage, type StageLayer } from './picture-stage'
import { type PanZoom, usePanZoom } from './use-pan-zoom'
import { ViewSwitch } from './view-switch'

const VIEWS = ['side', 'swipe', 'onion', 'difference'] as const
type View = (typeof VIEWS)[number]

/** Two pictures, compared in the way that is chosen; side by side without scripts. */
export function ComparePictures({ compared, title }: { compared: ComparedPair; title: string }) {
  const { t } = useTranslation(['versions', 'library'])
  const { left, right } = compared
  const [view, setView] = useState<View>('side')
  const canvas = canvasOf(left.preview ?? NONE, right.preview ?? NONE)
  return (
    <section className="panel stack compare-shown" aria-label={t('compare.title')}>
      <ViewSwitch views={VIEWS} view={view} onView={setView} />
      <Stages key={view === 'side' ? 'two' : 'one'} {...{ compared, title, view, canvas }} />
    </section>
  )
}

const NONE = { width: 1600, height: 1200 }

interface StagesProps {
  compared: ComparedPair
  title: string
  view: View
  canvas: { width: number; height: number }
}

function Stages({ compared, title, view, canvas }: StagesProps) {
  const { t } = useTranslation(['versions', 'library'])
  const pan = usePanZoom(canvas.width)
  const [cut, setCut] = useState(50)
  const [opacity, setOpacity] = useState(50)
  const { left, right } = compared
  const named = ({ number }: ComparedVersion) => t('library:versions.number', { number })
  const layer = (version: ComparedVersion): StageLayer => ({
    ...{ key: version.id, src: urls.library.media(version.id, 'preview') },
    alt: `${title}, ${named(version)}`,
  })
  const markersOn = (version: ComparedVersion) => (
    <ComparedMarkers
      assetId={compared.assetId}
      annotations={version.annotations}
      picture={version.preview ?? NONE}
      canvas={canvas}
    />
  )
  const dark = left.needsDarkBackdrop || right.needsDarkBackdrop
  const shared = { canvas, pan, backdrop: dark ? ('dark' as const) : ('quiet' as const) }
  const both = `${named(left)}, ${named(right)}`
  return (
    <>
      <ZoomBar pan={pan} />
      {view === 'side' && (
        <div className="compare-side">
          {[left, right].map((version, at) => (
            <figure key={version.id}>
              <PictureStage
                {...shared}
                name={named(version)}
                layers={[{ ...layer(version), over: markersOn(version) }]}
                isFirst={at === 0}
              />
              <figcaption>{named(version)}</figcaption>
            </figure>
          ))}
        </div>
      )}
      {view === 'swipe' && (
        <>
          <PictureStage
            {...{ ...shared, name: both, isFirst: true }}
            layers={[
              layer(left),
              { ...layer(right), style: { clipPath: `inset(0 0 0 ${cut}%)` }, className: 'compare-over' },
            ]}
            onDrag={(share) => setCut(Math.round(share * 1000) / 10)}
          >
            <span className="compare-cut" style={{ left: `${cut}%` }} aria-hidden="true" />
            <span className="compare-tag compare-tag-first" aria-hidden="true">
              {named(left)}
            </span>
            <span className="compare-tag compare-tag-second" aria-hidden="true">
              {named(right)}
            </span>
          </PictureStage>
          <div dir="ltr">
            <Slider label={t('compare.cut')} min={0} max={100} step={1} value={cut} unit="%" onChange={setCut} />
          </div>
        </>
      )}
      {view === 'onion' && (
        <>
          <PictureStage
            {...{ ...shared, name: both, isFirst: true }}
            layers={[layer(left), { ...layer(right), style: { opacity: opacity / 100 }, className: 'compare-over' }]}
          />
          <Slider
            label={t('compare.opacity', { number: right.number })}
            {...{ min: 0, max: 100, step: 1, value: opacity, unit: '%', onChange: setOpacity }}
          />
        </>
      )}
      {view === 'difference' && <CompareDifference {...{ compared, layer, shared }} />}
    </>
  )
}

function ZoomBar({ pan }: { pan: PanZoom }) {
  const { t } = useTranslation('versions')
  const name = useId()
  return (
    <div className="compare-zoom needs-script">
      <div className="viewer-group" role="toolbar" aria-labelledby={name}>
        <span id={name} className="sr-only">
          {t('compare.zoom.name')}
        </span>
        <IconButton icon="zoom-out" label={t('compare.zoom.out')} onClick={() => pan.zoomBy(1 / 1.5)} />
        <IconButton icon="zoom-in" label={t('compare.zoom.in')} onClick={() => pan.zoomBy(1.5)} />
        <button
          type="button"
          className="button button-plain"
          aria-pressed={pan.place.scale === 1}
          onClick={() => pan.fit()}
        >
          {t('compare.zoom.fit')}
        </button>
        <button
          type="button"
          className="button button-plain numbers"
          aria-pressed={pan.isActual}
          onClick={() => pan.toggleActual()}
        >
          {t('compare.zoom.actual')}
        </button>
      </div>
      <p id="compare-keys" className="muted compare-keys">
        {t('compare.zoom.help')}
      </p>
    </div>
  )
}
