import type { ReactNode } from 'react'
import { useAnnotations } from './annotations-context'
import { MarkerLayer } from './marker-layer'
import { TimeMarkers } from './time-markers'

/** The viewer of a file with the markers of its annotations; `children` draws it with what lies over a picture. */
export function Annotated({ children }: { children: (over: ReactNode) => ReactNode }) {
  const annotations = useAnnotations()
  if (!annotations) return <>{children(undefined)}</>
  const { box, data } = annotations
  return (
    <div ref={box} className="annotated">
      {children(data.medium === 'picture' ? <MarkerLayer page={null} /> : undefined)}
      {data.medium === 'time' && <TimeMarkers />}
    </div>
  )
}
