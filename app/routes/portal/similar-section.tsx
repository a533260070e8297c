import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsland, useSeen } from '~/ui/viewers/island'

/** The way to what looks like an asset; the first of it are loaded when the visitor comes near. */
export function SimilarSection({ href }: { href: string }) {
  const { t } = useTranslation('portal')
  const place = useRef<HTMLElement>(null)
  const { Component } = useIsland(() => import('./similar-strip'), useSeen(place))
  return (
    <section ref={place} className="asset-similar">
      <h2>
        <a className="link" href={href}>
          {t('similar.title')}
        </a>
      </h2>
      {Component && <Component href={href} />}
    </section>
  )
}
