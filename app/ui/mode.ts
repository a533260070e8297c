import { MODE_COOKIE, type Mode } from '~/platform/mode'

/** Applies a colour mode at once and stores it for a year. Browser only. */
export function chooseMode(mode: Mode): void {
  document.documentElement.dataset.mode = mode
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http
  document.cookie = `${MODE_COOKIE}=${mode}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
