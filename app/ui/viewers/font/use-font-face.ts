import { useEffect, useId, useState } from 'react'

/** Loads a font for this page alone. Returns its family name and whether it can be used, `failed` if it cannot be read. */
export function useFontFace(url: string): { family: string; state: 'loading' | 'ready' | 'failed' } {
  const family = `Specimen ${useId()}`
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  useEffect(() => {
    let isCurrent = true
    setState('loading')
    const face = new FontFace(family, `url(${JSON.stringify(url)})`)
    document.fonts.add(face)
    face.load().then(
      () => isCurrent && setState('ready'),
      () => isCurrent && setState('failed'),
    )
    return () => {
      isCurrent = false
      document.fonts.delete(face)
    }
  }, [url, family])
  return { family, state }
}
