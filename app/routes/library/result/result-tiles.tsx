import { useMemo } from 'react'
import { placed, type TilePlace } from '~/ui/asset-tile'
import { classes } from '~/ui/classes'
import { LongListTile } from '../staff-tile'
import type { ListLayout } from './list-layout'
import type { ResultListProps } from './result-list'

/** A result as tiles of one height. Where scripts run, each has its place in a list of the full length. */
export function ResultTiles({ list, root, density }: ResultListProps<HTMLUListElement>) {
  const { pages, items, count, active, layout, addressOf, chosen, onChoose, events } = list
  const placeOf = usePlaces(layout, count)
  const rows = layout && Math.ceil(count / layout.columns)
  return (
    <ul
      {...events}
      ref={root}
      className={classes(
        ...['tiles', 'tiles-fixed', density !== 'm' && `tiles-${density}`],
        ...[layout && 'tiles-placed', chosen.size > 0 && 'tiles-choosing'],
      )}
      style={rows ? { blockSize: `${rows * layout.rowHeight}px` } : undefined}
    >
      {items.map((index) => {
        const asset = pages.at(index)
        const place = placeOf(index)
        if (!asset) return place && <BlankTile key={index} place={place} />
        return (
          <LongListTile
            key={asset.id}
            asset={asset}
            to={addressOf(asset.id)}
            tabIndex={layout && (index === active ? 0 : -1)}
            eager={index < 12}
            place={place}
            name={onChoose && 'assets'}
            chosen={chosen.has(asset.id)}
            onChoose={onChoose}
          />
        )
      })}
    </ul>
  )
}

/** The place of a tile that is being loaded. */
const BlankTile = ({ place }: { place: TilePlace }) => (
  <li className="tile tile-blank" tabIndex={-1} {...placed(place)}>
    <div className="tile-picture backdrop-quiet" />
  </li>
)

/** Returns the places of tiles; the same object for as long as neither layout nor number changes. */
function usePlaces(layout: ListLayout | undefined, count: number): (index: number) => TilePlace | undefined {
  return useMemo(() => {
    const known = new Map<number, TilePlace>()
    return (index) => {
      if (!layout) return undefined
      const { columns, width, columnGap, rowHeight } = layout
      const place = known.get(index) ?? {
        ...{ index, count },
        style: {
          insetBlockStart: `${Math.floor(index / columns) * rowHeight}px`,
          insetInlineStart: `${(index % columns) * (width + columnGap)}px`,
          inlineSize: `${width}px`,
        },
      }
      known.set(index, place)
      return place
    }
  }, [layout, count])
}

/** One tile of the size that style sheets give it, on which the layout is measured. */
export const SampleTiles = ({ root, density }: Omit<ResultListProps<HTMLUListElement>, 'list'>) => (
  <div className="sample" aria-hidden="true">
    <ul ref={root} className={classes('tiles', 'tiles-fixed', density !== 'm' && `tiles-${density}`)}>
      <li className="tile">
        <div className="tile-picture" />
        <div className="tile-foot" />
      </li>
    </ul>
  </div>
)
