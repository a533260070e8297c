import type { TextHit } from './page-text'

export interface HitBox {
  key: string
  /** Number of its hit on the page. */
  hit: number
  left: number
  top: number
  width: number
  height: number
}

/** Returns where hits are on a page, in percent of it: one box for each piece of text that a hit touches. */
export function hitBoxes(page: Element, textDivs: readonly HTMLElement[], hits: readonly TextHit[]): HitBox[] {
  const around = page.getBoundingClientRect()
  if (around.width === 0 || around.height === 0) return []
  const range = document.createRange()
  return hits.flatMap(({ from, to }, hit) => {
    const boxes: HitBox[] = []
    for (let piece = from.piece; piece <= to.piece; piece++) {
      const text = textDivs[piece]?.firstChild
      if (!(text instanceof Text)) continue
      const length = text.data.length
      range.setStart(text, Math.min(length, piece === from.piece ? from.offset : 0))
      range.setEnd(text, Math.min(length, piece === to.piece ? to.offset : length))
      const { left, top, width, height } = range.getBoundingClientRect()
      if (width === 0) continue
      boxes.push({
        ...{ key: `${hit}.${piece}`, hit },
        left: (100 * (left - around.left)) / around.width,
        top: (100 * (top - around.top)) / around.height,
        width: (100 * width) / around.width,
        height: (100 * height) / around.height,
      })
    }
    return boxes
  })
}
