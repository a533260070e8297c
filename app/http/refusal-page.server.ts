import { fixedT } from '~/i18n/server'
import { directionOf } from '~/platform/language'
import { modeFromCookies } from '~/platform/mode'
import type { Branding } from './branding.server'
import type { Asked } from './context.server'
import type { Refusal } from './errors.server'

/** Colours of a page without a theme; a theme's stylesheet is loaded after these and overrides them. */
const STYLE = `:root{color-scheme:light dark;--bg:light-dark(#fbfbfa,#131412);--text:light-dark(#1c1d1a,#eeeeea);--muted:light-dark(#5d5f58,#a9aba2);
--border:light-dark(#dcdcd6,#32342f);--accent:light-dark(#3a5bd9,#7c95f5);--on-accent:light-dark(#fff,#0d1230);--accent-text:light-dark(#2f4cbb,#9db0ff);
--accent-soft:light-dark(#e8edfc,#1f2747);--radius-m:8px;--radius-l:12px;--font-ui:system-ui,sans-serif;--font-display:var(--font-ui)}
[data-mode=light]{color-scheme:light}[data-mode=dark]{color-scheme:dark}`
const LAYOUT = `*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 var(--font-ui)}
header,main,footer{max-width:82rem;margin-inline:auto;padding:1rem clamp(1rem,4vw,3rem)}header img{display:block;height:clamp(2.25rem,5vw,3rem)}
header strong{font:600 1.375rem var(--font-display)}main{display:grid;grid-template-columns:1fr 1fr;min-height:min(36rem,70vh)}
.picture{position:relative;overflow:hidden;border-radius:var(--radius-l);background:var(--accent-soft)}
.picture img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;object-position:var(--hero-x,50%) var(--hero-y,50%)}
.text{display:grid;align-content:center;justify-items:start;gap:1rem;padding:clamp(1.5rem,5vw,4rem);padding-inline-end:0}
h1{margin:0;font:600 clamp(1.875rem,1.5rem + 1.8vw,2.5rem)/1.15 var(--font-display);letter-spacing:-.02em;text-wrap:balance}
:lang(ar) h1{letter-spacing:normal}p{margin:0}.text p{color:var(--muted)}
.button{display:inline-flex;align-items:center;min-height:3rem;padding-inline:1.5rem;border-radius:var(--radius-m);background:var(--accent);
color:var(--on-accent);font-weight:550;text-decoration:none}
footer{margin-top:2rem;padding-block:2rem 3rem;border-top:1px solid var(--border);font-size:.875rem}footer a,.text a:not(.button){color:var(--accent-text)}
@media(max-width:48rem){main{grid-template-columns:1fr;grid-template-rows:auto 1fr;min-height:0}.picture{height:clamp(7rem,22vh,12rem)}
.text{padding:1.75rem 0 2rem}}`

/** What the page of a code is called, when it is no refusal, and how to try again. */
const TITLES: Partial<Record<Refusal['code'], string>> = {
  'kit.being_made': 'download.being_made',
  'rendition.being_made': 'download.being_made',
  'rendition.failed': 'download.failed',
}
const AGAIN: Partial<Record<Refusal['code'], string>> = { 'rendition.failed': 'download.try_again' }

/**
 * Returns an HTML page for a refused URL of bytes, where no component renders: the reason, in the visitor's language, and a
 * link back, in the branding of the portal or share that the URL belongs to.
 */
export function refusalPage(asked: Asked, { code, facts }: Refusal, branding: Branding | undefined): string {
  const { locale, url, shell } = asked
  const t = fixedT(locale, 'errors')
  const again = typeof facts.again === 'string' ? facts.again : undefined
  const refresh = facts.refresh as { seconds: number; url: string } | undefined
  const title = t(TITLES[code] ?? 'download.refused')
  const back = typeof facts.back === 'string' ? facts.back : url.pathname.split('/').slice(0, 3).join('/')
  const mode = modeFromCookies(asked.request.headers.get('cookie'))
  const dark = branding?.mode === 'follow' && branding.logoDark
  const logo = branding?.mode === 'dark' ? (branding.logoDark ?? branding.logo) : branding?.logo
  const image = (src: string, alt: string) => `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`
  const brand = branding && (logo ? image(logo.src, logo.alt || branding.name) : named(branding.name))
  const email = branding?.contact.email
  return `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}" data-mode="${mode}" class="portal"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
${refresh ? `<meta http-equiv="refresh" content="${refresh.seconds};url=${escapeHtml(refresh.url)}">` : ''}
<title>${escapeHtml(title)}</title>
<style nonce="${shell.cspNonce}">${STYLE}</style>
${branding ? `<link rel="stylesheet" href="${escapeHtml(branding.themeUrl)}">` : ''}
<style nonce="${shell.cspNonce}">${LAYOUT}</style></head><body>
${brand ? `<header>${dark ? `<picture><source media="(prefers-color-scheme: dark)" srcset="${escapeHtml(dark.src)}">${brand}</picture>` : brand}</header>` : ''}
<main><div class="picture">${branding?.hero ? image(branding.hero.src, '') : ''}</div>
<div class="text"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(t(code, facts))}</p>
${again ? `<a class="button" href="${escapeHtml(again)}">${escapeHtml(t(AGAIN[code] ?? 'download.again'))}</a>` : ''}
<a ${again ? '' : 'class="button" '}href="${escapeHtml(back)}">${escapeHtml(t('download.back'))}</a></div></main>
${email ? `<footer><a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a></footer>` : ''}</body></html>`
}

const named = (name: string) => `<strong>${escapeHtml(name)}</strong>`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
