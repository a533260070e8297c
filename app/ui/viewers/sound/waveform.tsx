import { useId, useMemo } from 'react'
import { barsOf, waveformPath } from './waveform-path'

/** A waveform as a drawing; the part that was played has the accent's colour if `--played` is set around it. */
export function Waveform({ peaks, isLive }: { peaks: readonly number[]; isLive?: boolean }) {
  const id = useId()
  const bars = useMemo(() => barsOf(peaks), [peaks])
  const path = useMemo(() => waveformPath(bars), [bars])
  if (bars.length === 0) return null
  const box = `0 0 ${bars.length} 100`
  return (
    <>
      <svg className="waveform" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
        <path id={id} d={path} />
      </svg>
      {isLive && (
        <svg className="waveform waveform-played" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
          <use href={`#${id}`} />
        </svg>
      )}
    </>
  )
}
