export type FilmAction =
  | 'play'
  | 'back5'
  | 'forward5'
  | 'back10'
  | 'forward10'
  | 'louder'
  | 'quieter'
  | 'mute'
  | 'fullscreen'
  | 'captions'
  | 'start'
  | 'end'

const KEYS: Record<string, FilmAction> = {
  ...{ ' ': 'play', k: 'play', m: 'mute', f: 'fullscreen', c: 'captions', j: 'back10', l: 'forward10' },
  ...{ ArrowLeft: 'back5', ArrowRight: 'forward5', ArrowUp: 'louder', ArrowDown: 'quieter', Home: 'start', End: 'end' },
} as const

interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  target: unknown
}

/**
 * Returns what a key does while focus is on the controls of a film; undefined for keys that the focused control itself
 * needs: the space bar presses a button, and arrows move the volume.
 */
export function actionOfKey({ key, ctrlKey, metaKey, altKey, target }: Pressed): FilmAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  const name = key.length === 1 ? key.toLowerCase() : key
  const tag = (target as { tagName?: string } | null)?.tagName?.toLowerCase() ?? ''
  if (name === ' ' && (tag === 'button' || tag === 'summary')) return undefined
  if (tag === 'input' && name.length > 1) return undefined
  return KEYS[name]
}
