import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from './pan-zoom'
import type { PanZoom } from './use-pan-zoom'
import { useStagePointers } from './use-stage-pointers'

export interface StageLayer {
  key: string
  src: string
  alt: string
  className?: string
  style?: CSSProperties
  /** What lies over the picture and moves with it. */
  over?: ReactNode
}

interface Props {
  name: string
  /** Bottom first. */
  layers: StageLayer[]
  /** Pixels of the area in which the pictures are laid over each other. */
  canvas: { width: number; height: number }
  pan: PanZoom
  isFirst?: boolean
  backdrop: 'quiet' | 'checker' | 'dark'
  /** Called with the share of the width at which a pointer is that is dragged over a picture that fits. */
  onDrag?: (share: number) => void
  children?: ReactNode
}

const STEP = 1.25
const MOVE = 0.1

/** One picture or several over each other, to zoom and to move by wheel, fingers and keys. */
export function PictureStage({ name, layers, canvas, pan, isFirst, backdrop, onDrag, children }: Props) {
  const { t } = useTranslation('versions')
  const own = useRef<HTMLDivElement>(null)
  const box = isFirst ? pan.measured : own
  const pointers = useStagePointers(box, pan, onDrag)
  useWheel(box, pan)
  const keys: Record<string, () => void> = {
    '+': () => pan.zoomBy(STEP),
    '=': () => pan.zoomBy(STEP),
    '-': () => pan.zoomBy(1 / STEP),
    '0': pan.fit,
    '1': () => pan.toggleActual(),
    ...(pan.place.scale > 1 && {
      ArrowLeft: () => pan.moveBy(MOVE, 0),
      ArrowRight: () => pan.moveBy(-MOVE, 0),
      ArrowUp: () => pan.moveBy(0, MOVE),
      ArrowDown: () => pan.moveBy(0, -MOVE),
    }),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const ratio = { '--ratio': canvas.width / canvas.height } as CSSProperties
  return (
    // biome-ignore lint/a11y/useSemanticElements: it takes keys, so it needs focus
    <div
      ref={box}
      className={`compare-stage backdrop-${backdrop}`}
      data-zoomed={pan.place.scale > 1 || undefined}
      role="group"
      aria-label={name}
      aria-describedby="compare-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is zoomed and moved by keys
      tabIndex={0}
      title={t('compare.zoom.double')}
      style={{ aspectRatio: `${canvas.width} / ${canvas.height}` }}
      onKeyDown={onKeyDown}
      {...pointers}
    >
      {layers.map(({ key, src, alt, className = '', style, over }) => (
        <div key={key} className={`compare-layer ${className}`} style={style}>
          <div
            className="compare-moved"
            style={{ transform: transformOf(pan.place), '--scale': pan.place.scale, ...ratio } as CSSProperties}
          >
            <img className="compare-canvas" src={src} alt={alt} draggable={false} style={ratio} />
            {over}
          </div>
        </div>
      ))}
      {children}
    </div>
  )
}

const transformOf = ({ scale, x, y }: Place): string | undefined =>
  scale === 1 ? undefined : `translate(${x * 100}%, ${y * 100}%) scale(${scale})`

/** Zooms by a pinch on a touchpad or the wheel with Ctrl, and by the wheel alone while the stage has focus: elsewhere it scrolls. */
function useWheel(box: RefObject<HTMLDivElement>, { zoomBy }: PanZoom): void {
  useEffect(() => {
    const stage = box.current
    if (!stage) return
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== stage) return
      event.preventDefault()
      const { left, top, width, height } = stage.getBoundingClientRect()
      const about = { x: (event.clientX - left) / width - 0.5, y: (event.clientY - top) / height - 0.5 }
      zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), about)
    }
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    stage.addEventListener('wheel', turn, { passive: false })
    return () => stage.removeEventListener('wheel', turn)
  }, [box, zoomBy])
}
