import { useEffect, useRef } from 'react'

/** The captions of this moment, drawn by us, so that they stay above the controls and follow the page's text size. */
export function Captions({ cues, lang }: { cues: readonly VTTCue[]; lang: string | undefined }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The browser makes the elements from the text of the cue (WebVTT section 5): no scripts, no attributes but `lang`.
    const lines = cues.map((cue) => {
      const line = document.createElement('p')
      line.dir = 'auto'
      line.append(cue.getCueAsHTML())
      return line
    })
    box.current?.replaceChildren(...lines)
  }, [cues])
  return <div ref={box} className="film-captions" lang={lang} />
}
