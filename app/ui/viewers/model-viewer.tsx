import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { useScripted } from '~/ui/scripting'
import { useIsland } from './island'

export interface ModelViewerProps {
  url: string
  format: 'glb' | 'gltf' | 'stl' | 'obj'
  posterUrl?: string
  title: string
  triangles?: number | null
}

/** A 3D model, shown when asked for: its picture or an icon, and a button, until then. */
export function ModelViewer(props: ModelViewerProps) {
  const { posterUrl, title, triangles } = props
  const { t, i18n } = useTranslation('viewer')
  const scripted = useScripted()
  const [asked, setAsked] = useState(false)
  const { Component, failed } = useIsland(() => import('./model/model-stage'), asked)
  return (
    <section className="viewer" aria-label={t('model.name', { title })}>
      {Component ? (
        <Component {...props} />
      ) : (
        <div className="viewer-cover">
          {posterUrl ? <img src={posterUrl} alt="" loading="lazy" decoding="async" /> : <Icon name="cube" />}
          <div className="viewer-start">
            <Button
              variant="primary"
              icon="cube"
              busy={asked && !failed}
              className="needs-script"
              data-waiting={scripted ? undefined : ''}
              onClick={() => setAsked(true)}
            >
              {t('model.show')}
            </Button>
            {typeof triangles === 'number' && (
              <span className="viewer-fact">
                {t('model.triangles', { count: triangles, number: formatNumber(triangles, i18n.language) })}
              </span>
            )}
          </div>
          {failed && <Notice tone="bad" live="polite" title={t('not_loaded')} />}
        </div>
      )}
    </section>
  )
}
