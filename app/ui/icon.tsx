import { classes } from './classes'
import { type IconName, MIRRORED } from './icon-names'
import sprite from './icons.svg?url&no-inline'

/**
 * An icon of the sprite; hidden from assistive technology unless labelled. Only two elements, to keep long lists light.
 */
export function Icon({ name, label, className }: { name: IconName; label?: string; className?: string }) {
  const look = classes('icon', MIRRORED.has(name) && 'icon-mirrored', className)
  return (
    <svg className={look} role={label && 'img'} aria-label={label} aria-hidden={label ? undefined : true}>
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
