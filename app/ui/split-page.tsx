import type { ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'

/**
 * The picture fills half of a wide window and a low strip on a phone. A phone's dense screen needs only half the pixels
 * to look as sharp.
 */
const SIZES = '(max-width: 48rem) 50vw, 60vw'

/** A page with a single message or form beside a picture of the brand, or beside an icon if there is none. */
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
