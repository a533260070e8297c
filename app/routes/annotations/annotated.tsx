import { type ReactNode, useMemo } from 'react'
import { OverPagesProvider } from '~/ui/viewers/over-pages'
import { type Annotations, useAnnotations } from './annotations-context'
import { MarkerLayer } from './marker-layer'
import { TimeMarkers } from './time-markers'

type Drawn = (over: ReactNode) => JSX.Element

/** The viewer of a file with the markers of its annotations; `children` draws it with what lies over a picture. */
export function Annotated({ children }: { children: Drawn }) {
  const annotations = useAnnotations()
  return annotations ? <Marked annotations={annotations} drawn={children} /> : children(undefined)
}

const overPage = (page: number) => <MarkerLayer page={page} />

function Marked({ annotations, drawn }: { annotations: Annotations; drawn: Drawn }) {
  const { box, data, isWanted, onPages } = annotations
  const overPages = useMemo(() => ({ over: overPage, isWanted, onPages }), [isWanted, onPages])
  return (
    <OverPagesProvider value={overPages}>
      <div ref={box} className="annotated">
        {drawn(data.medium === 'picture' ? <MarkerLayer page={null} /> : undefined)}
        {data.medium === 'time' && <TimeMarkers />}
      </div>
    </OverPagesProvider>
  )
}
