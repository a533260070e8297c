import { setTimeout as pause } from 'node:timers/promises'
import type { SizedAsk, SizedState } from '~/domain/delivery/sized-delivery.server'
import { askForEmbedded } from '~/domain/embeds/ask-for-embedded.commands.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { clipSettings } from '~/domain/presets/clip'
import { CustomSize } from '~/domain/presets/preset'
import type { SizedPage } from '~/domain/presets/preset-recipe.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { backTo, beingMade } from './being-made.server'
import { objectBytes } from './body.server'
import type { Reader } from './byte-route.server'
import type { Context } from './context.server'
import { recordFile, sendUnlessHeld, stillAllowed } from './download.server'

/** A picture is made within this time, and its bytes follow in the same response. */
const WAIT_MS = 2000
/** How often it is looked whether it is made: from every 40 ms to every 200. */
const [LOOK_MS, LONGEST_LOOK_MS] = [40, 200]

/**
 * Sends what a preset for downloads makes of a file, of a document of the page that `?page=` names, a size that staff ask for by
 * `?width=&height=&fit=&format=`, or a part of a film by `?from=&to=&form=`, and records the download. What is not made yet is
 * asked for and waited for; when that takes long, the answer is `rendition.being_made`,
 * whose page looks again. Programs that accept JSON alone get the state instead of the bytes. `?again=1` tries again what failed.
 * Throws `rendition.failed` with the reason, and what `reader.findSized` throws.
 */
export async function sendSized(context: Context, reader: Reader): Promise<Response> {
  const ask = askOf(context)
  const found = await reader.findSized(reader.viewer, ask, context.now)
  if (context.request.method !== 'GET' && found.state !== 'made') throw new DomainError('rendition.not_ready')
  const { file, state, reason } = found.file ? found : await madeSoon(context, reader, ask, found)
  if (state === 'failed') throw failed(context, reason)
  if (!file) throw beingMade(context)
  if (wantsState(context)) return Response.json({ state: 'made' }, { headers: { 'cache-control': 'no-store' } })
  const watched = stillAllowed(context, reader, `${file.versionId} ${file.objectKey}`, async (viewer, now) => {
    const again = await reader.findSized(viewer, ask, now)
    return viewer.kind === 'staff' || again.file?.objectKey === file.objectKey
  })
  const { fileName } = file
  const bytes = objectBytes(context.services.storage, file)
  const response = sendUnlessHeld(context, { ...bytes, fileName, disposition: 'attachment', watched })
  await recordFile(context, reader, file, response)
  return response
}

const wantsState = ({ request }: Context): boolean => request.headers.get('accept') === 'application/json'

/** Throws `rendition.unknown` for a size out of bounds, which the form does not send, and as `clipSettings` does. */
function askOf({ params, url }: Context): SizedAsk {
  if (params.size === 'clip') return { kind: 'custom', settings: clipSettings(Object.fromEntries(url.searchParams)) }
  if (params.size !== 'custom') return { kind: 'preset', key: params.size ?? '', page: pageOf(url) }
  const given = [...url.searchParams].filter(([name, value]) => name !== 'again' && value !== '')
  const parsed = CustomSize.safeParse(Object.fromEntries(given))
  if (!parsed.success) throw new DomainError('rendition.unknown')
  return { kind: 'custom', settings: parsed.data }
}

/** `?page=` is the number of a page, counted from 1, or `all`. Throws `rendition.no_page` for anything else. */
function pageOf(url: URL): SizedPage {
  const asked = url.searchParams.get('page') ?? ''
  if (asked === '') return undefined
  if (asked === 'all') return asked
  if (!/^[1-9]\d{0,4}$/.test(asked)) throw new DomainError('rendition.no_page')
  return Number(asked)
}

/** Asks for a rendition and waits a little. Rights are decided at every look, as they are then, the last one before bytes leave. */
async function madeSoon(context: Context, reader: Reader, ask: SizedAsk, found: SizedState): Promise<SizedState> {
  const { db, request, url, person } = context
  const again = url.searchParams.has('again')
  const options = { again, by: person?.id, isOutside: reader.viewer.kind !== 'staff' }
  let state = found
  if (state.state === 'failed' && !again) return state
  const deadline = performance.now() + WAIT_MS
  for (let ms = LOOK_MS, isFirst = true; ; ms = Math.min(LONGEST_LOOK_MS, ms * 1.3), isFirst = false) {
    // What is waited for already is asked for once more, since its job may be one that nobody waited for until now. A credit that changed meanwhile makes it another rendition, which nobody has asked for yet.
    if (state.texts) await askForEmbedded(db, [state.texts])
    else if (isFirst || state.state === undefined) await askForSized(db, state.wanted, options)
    await pause(ms)
    state = await reader.findSized(await reader.viewerNow(), ask, await dbNow(db))
    if (state.state === 'made' || state.state === 'failed') return state
    if (performance.now() > deadline || request.signal.aborted) return state
  }
}

function failed(context: Context, reason: string | null): DomainError {
  const t = fixedT(context.locale, 'library')
  const key = (reason ?? 'unknown').replace(':', '_')
  const query = new URLSearchParams(context.url.searchParams)
  query.set('again', '1')
  const why = t([`unpreviewable.${key}`, `problem.${key}`, 'problem.unknown'])
  return new DomainError('rendition.failed', {
    ...{ why, back: backTo(context), again: `${context.url.pathname}?${query}` },
  })
}
