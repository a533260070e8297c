import '../../styles/viewer-model.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import { Notice } from '~/ui/notice'
import { useFullscreen } from '../fullscreen'
import type { ModelViewerProps } from '../model-viewer'
import { BackgroundSwitch, type StageBackground } from './background-switch'
import { loadModel } from './load-model'
import { ModelError, type ModelProblem } from './pack-gltf'
import { openStage, type Stage } from './stage'

/** Part of a full turn of one arrow key. */
const TURN = 1 / 24
const STEP = 1.2

/** A model that can be turned: the part that needs three. */
export default function ModelStage({ url, format, title }: ModelViewerProps) {
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<Stage>()
  const [problem, setProblem] = useState<ModelProblem>()
  const [background, setBackground] = useState<StageBackground>('page')
  const fullscreen = useFullscreen(box)
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const abort = new AbortController()
    let opened: Stage | undefined
    loadModel({ url, format }, abort.signal)
      .then((object) => {
        if (abort.signal.aborted) return
        opened = openStage(element, object)
        setStage(opened)
        element.focus({ preventScroll: true })
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setProblem(error instanceof ModelError ? error.problem : 'damaged')
      })
    return () => {
      abort.abort()
      opened?.dispose()
      setStage(undefined)
    }
  }, [url, format])
  const keys: Record<string, (shown: Stage) => void> = {
    ArrowLeft: ({ turn }) => turn(-TURN, 0),
    ArrowRight: ({ turn }) => turn(TURN, 0),
    ArrowUp: ({ turn }) => turn(0, -TURN / 2),
    ArrowDown: ({ turn }) => turn(0, TURN / 2),
    '+': ({ zoom }) => zoom(STEP),
    '=': ({ zoom }) => zoom(STEP),
    '-': ({ zoom }) => zoom(1 / STEP),
    '0': ({ reset }) => reset(),
    Home: ({ reset }) => reset(),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!stage || !act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(stage)
  }
  if (problem)
    return (
      <div className="viewer-cover">
        <Notice tone="warn" live="polite" title={t(`model.problem.${problem}.title`)}>
          {t(`model.problem.${problem}.text`)}
        </Notice>
      </div>
    )
  return (
    <div ref={box} className="model" data-background={background}>
      <div
        ref={canvas}
        className="model-canvas"
        role="application"
        aria-label={t('model.canvas', { title })}
        aria-busy={!stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned by keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      {!stage && (
        <p className="model-loading" role="status">
          {t('model.loading')}
        </p>
      )}
      <div className="viewer-bar" role="toolbar" aria-label={t('model.tools')}>
        <div className="viewer-group">
          <IconButton icon="minus" label={t('model.away')} disabled={!stage} onClick={() => stage?.zoom(1 / STEP)} />
          <IconButton icon="plus" label={t('model.nearer')} disabled={!stage} onClick={() => stage?.zoom(STEP)} />
          <IconButton icon="refresh" label={t('model.reset')} disabled={!stage} onClick={() => stage?.reset()} />
        </div>
        <span className="viewer-fact model-hint">{t('model.hint')}</span>
        <div className="viewer-group">
          <BackgroundSwitch chosen={background} onChoose={setBackground} />
          {fullscreen.isAvailable && (
            <IconButton
              icon={fullscreen.isOn ? 'fullscreen-exit' : 'fullscreen'}
              label={t(fullscreen.isOn ? 'fullscreen.end' : 'fullscreen.start')}
              onClick={fullscreen.toggle}
            />
          )}
        </div>
      </div>
    </div>
  )
}
