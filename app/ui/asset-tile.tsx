import { Link } from '@remix-run/react'
import { type ChangeEvent, type CSSProperties, forwardRef, type HTMLAttributes, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backdrop } from './backdrops'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { HoverStrip } from './viewers/hover-strip'

export interface AssetTileProps {
  /** Identifies the tile in its grid for arrow keys. */
  id?: string
  /** -1 for all tiles of a grid except the one in the Tab order. */
  tabIndex?: number
  to: string
  title: string
  /** Language of the title if it differs from the page's. */
  titleLang?: string
  /** Thumbnail; without one the icon of its kind is shown. */
  picture?: { src: string; width: number; height: number; alt?: string }
  /** Address of a film's strip of frames, through which the pointer moves. */
  stripUrl?: string
  kindIcon?: IconName
  backdrop?: Backdrop
  /** `fill` crops photographs to the tile, `inset` adds a margin around logos, `whole` shows all of the picture. */
  fit?: 'fill' | 'inset' | 'whole'
  /** A `Badge`, if any. */
  badge?: ReactNode
  /** Small facts: kind, pixels, date. */
  note?: ReactNode
  /** Makes the tile selectable: a checkbox of the form around the grid. */
  select?: {
    name: string
    value: string
    checked?: boolean
    /** `range` is true for Shift with a click: select all tiles between the last one and this one. */
    onChange?: (checked: boolean, range: boolean) => void
  }
  /** Loads the picture at once, for the first rows of a page. */
  eager?: boolean
  /** Where the tile is in a list of which only a part is drawn. */
  place?: TilePlace
}

/** The position of a tile from 0 among `count`, and its place in the list in pixels. */
export interface TilePlace {
  index: number
  count: number
  style: CSSProperties
}

/** The attributes of a list item that is drawn at a place. */
export const placed = ({ index, count, style }: TilePlace) => ({
  ...{ 'data-index': index, 'aria-posinset': index + 1, 'aria-setsize': count, style },
})

/** An asset in a grid: at most eight elements, one link, and the entire tile is clickable. */
export function AssetTile(props: AssetTileProps) {
  const { to, title, titleLang, picture, kindIcon = 'document', backdrop = 'quiet', fit = 'whole' } = props
  const { badge, note, select, eager, id, tabIndex, stripUrl, place } = props
  const { t } = useTranslation('ui')
  return (
    <li className="tile" data-id={id} {...(place && placed(place))}>
      {select && (
        <label className="tile-check">
          <input
            type="checkbox"
            className="checkbox"
            name={select.name}
            value={select.value}
            tabIndex={tabIndex}
            autoComplete="off"
            aria-label={t('tile.select', { title })}
            {...(select.onChange
              ? {
                  checked: select.checked,
                  onChange: (event) => select.onChange?.(event.target.checked, withShift(event)),
                }
              : { defaultChecked: select.checked })}
          />
        </label>
      )}
      <div className={classes('tile-picture', `backdrop-${backdrop}`, fit !== 'whole' && `tile-${fit}`)}>
        {picture ? (
          <img
            src={picture.src}
            width={picture.width}
            height={picture.height}
            alt={picture.alt ?? ''}
            loading={eager ? undefined : 'lazy'}
            decoding="async"
          />
        ) : (
          <Icon name={kindIcon} />
        )}
        {stripUrl && <HoverStrip stripUrl={stripUrl} />}
      </div>
      <div className="tile-foot">
        <p className="tile-title" lang={titleLang}>
          <Link to={to} dir="auto" tabIndex={tabIndex}>
            {title}
          </Link>
        </p>
        {note && <span className="tile-note">{note}</span>}
        {badge}
      </div>
    </li>
  )
}

/** A checkbox changes by a click or by Space; both events include the modifier keys. */
const withShift = ({ nativeEvent }: ChangeEvent) => 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true

type TileGridProps = {
  size?: 's' | 'm' | 'l'
  /** Shows all checkboxes, not only that of the hovered tile, because something is selected. */
  choosing?: boolean
  children: ReactNode
} & Omit<HTMLAttributes<HTMLUListElement>, 'className'>

/** The list around tiles. */
export const TileGrid = forwardRef(function TileGrid(
  { size = 'm', choosing, children, ...rest }: TileGridProps,
  ref: Ref<HTMLUListElement>,
) {
  const look = classes('tiles', size !== 'm' && `tiles-${size}`, choosing && 'tiles-choosing')
  return (
    <ul {...rest} ref={ref} className={look}>
      {children}
    </ul>
  )
})
