import type { ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'

/** The picture fills half of a wide window and a low strip of a phone's, which is as sharp with half its pixels. */
const SIZES = '(max-width: 48rem) 50vw, 60vw'

/** A page with one thing to say or to ask: a picture of the brand, or a drawing where there is none, beside the words. */
export function SplitPage({
  title,
  icon,
  picture,
  children,
}: {
  title: ReactNode
  icon: IconName
  picture?: { src: string; srcSet?: string }
  children: ReactNode
}) {
  return (
    <div className="split">
      <div className={picture ? 'split-picture' : 'split-picture split-drawing'}>
        {picture ? <img src={picture.src} srcSet={picture.srcSet} sizes={SIZES} alt="" /> : <Icon name={icon} />}
      </div>
      <div className="split-text">
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  )
}
