export const MODES = ['light', 'dark', 'follow'] as const
export type Mode = (typeof MODES)[number]

/** Holds the reader's choice of light or dark; no more than that, so scripts may write it. */
export const MODE_COOKIE = 'vitrine-mode'

/** The reader's choice from a Cookie header; `follow` when there is none. Goes on `<html data-mode>`. */
export function modeFromCookies(header: string | null): Mode {
  const value = header?.match(/(?:^|;\s*)vitrine-mode=(\w+)/)?.[1]
  return MODES.find((mode) => mode === value) ?? 'follow'
}

/** Shows the choice at once and keeps it for a year. Browser only. */
export function chooseMode(mode: Mode): void {
  document.documentElement.dataset.mode = mode
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http
  document.cookie = `${MODE_COOKIE}=${mode}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
