export const MODES = ['light', 'dark', 'follow'] as const
export type Mode = (typeof MODES)[number]

/** Cookie that holds the reader's colour mode. It holds nothing else, so scripts may write it. */
export const MODE_COOKIE = 'vitrine-mode'

/**
 * Returns the colour mode in a Cookie header; `follow` (the system's setting) if there is none. Used for `<html
 * data-mode>`.
 */
export function modeFromCookies(header: string | null): Mode {
  const value = header?.match(/(?:^|;\s*)vitrine-mode=(\w+)/)?.[1]
  return MODES.find((mode) => mode === value) ?? 'follow'
}
