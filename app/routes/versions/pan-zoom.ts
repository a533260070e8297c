/** What part of a picture is shown: its scale, where 1 fits, and how far its middle is from that of the stage, in shares of the stage. */
export interface Place {
  scale: number
  x: number
  y: number
}

export const WHOLE: Place = { scale: 1, x: 0, y: 0 }
const LARGEST = 16

/** Returns the place at another scale, at which the point `about`, in shares of the stage from its middle, stays where it is. */
export function zoomed({ scale, x, y }: Place, wanted: number, about = { x: 0, y: 0 }): Place {
  const next = Math.min(LARGEST, Math.max(1, wanted))
  const kept = (from: number, at: number) => at - ((at - from) / scale) * next
  return within({ scale: next, x: kept(x, about.x), y: kept(y, about.y) })
}

/** Returns the place moved by shares of the stage. */
export const moved = ({ scale, x, y }: Place, byX: number, byY: number): Place =>
  within({ scale, x: x + byX, y: y + byY })

/** The picture always covers the stage. */
function within({ scale, x, y }: Place): Place {
  const most = (scale - 1) / 2
  const bound = (value: number) => Math.min(most, Math.max(-most, value)) || 0
  return { scale, x: bound(x), y: bound(y) }
}
