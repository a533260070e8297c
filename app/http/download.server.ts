import type { Viewer } from '~/domain/access/access'
import { textsFor } from '~/domain/access/viewer-texts'
import { contentScopeOf } from '~/domain/delivery/content-version.queries.server'
import { type DeliverableFile, FILES, isRendition, type RenditionName } from '~/domain/delivery/delivery.server'
import type { Portion } from '~/domain/kits/downloads.commands.server'
import { lastKitOf } from '~/domain/kits/downloads.queries.server'
import type { KitSize } from '~/domain/kits/kit'
import { countPlansOf } from '~/domain/kits/kit-plans.queries.server'
import type { FrozenKit, KitSource } from '~/domain/kits/kit-plans.server'
import { askForKit } from '~/domain/kits/kit-presets.commands.server'
import { askForTexts } from '~/domain/kits/kit-texts.commands.server'
import { kitMark } from '~/domain/kits/kit-zip.server'
import { findPreset } from '~/domain/presets/presets.queries.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isFilmFormat } from '~/platform/images/preset-settings'
import { SHOWN_PRESETS } from '~/platform/images/preset-uses'
import { type Body, bodyHeaders, objectBytes, sendBody, type Watched, zipBytes } from './body.server'
import type { Reader } from './byte-route.server'
import type { Context } from './context.server'
import { clientHolds, wantsAnother } from './ranges'
import { writeTexts } from './write-texts.server'

/** Sends what a page shows or plays: a picture, film, sound or document. Throws `rendition.unknown` and what `reader.find` throws. */
export async function sendPicture(context: Context, reader: Reader): Promise<Response> {
  const rendition = renditionOf(context.params.preset, [...SHOWN_PRESETS, 'original'])
  const file = await reader.find(reader.viewer, rendition, context.now)
  // Of originals only those that browsers draw and never run: any other could be a page of a stranger on our address.
  if (rendition === 'original' && !/^(font|model)\//.test(file.mediaType)) throw new DomainError('rendition.unknown')
  const response = sendFound(context, reader, file, 'inline')
  if (rendition === 'original') await recordFile(context, reader, file, response)
  return response
}

/** Sends one file to keep, and records the download. Throws `rendition.unknown` and what `reader.find` throws. */
export async function sendFile(context: Context, reader: Reader): Promise<Response> {
  const rendition = renditionOf(context.params.rendition, FILES)
  await writeTexts(context, reader, rendition)
  const file = await reader.find(reader.viewer, rendition, context.now)
  const response = sendFound(context, reader, file, 'attachment')
  await recordFile(context, reader, file, response)
  return response
}

/** Records that the bytes of a file leave, to be kept or to be drawn by a browser. */
export async function recordFile(
  context: Context,
  reader: Reader,
  file: DeliverableFile,
  response: Response,
): Promise<void> {
  const portion = portionOf(context.request, response)
  if (portion) await context.services.downloads.recordFile(reader.viewer, reader.actor, file, portion)
}

function renditionOf(name: string | undefined, allowed: readonly RenditionName[]): RenditionName {
  if (!isRendition(name) || !allowed.includes(name)) throw new DomainError('rendition.unknown')
  return name
}

function sendFound(
  context: Context,
  reader: Reader,
  file: DeliverableFile & { rendition: RenditionName },
  disposition: 'inline' | 'attachment',
): Response {
  const { versionId, rendition, objectKey, fileName } = file
  const watched = stillAllowed(context, reader, `${versionId} ${rendition} ${objectKey}`, async (viewer, now) => {
    const again = await reader.find(viewer, rendition, now)
    // Staff may have a version whatever is made of it anew; everybody else has the bytes that leave now.
    return viewer.kind === 'staff' || again.objectKey === objectKey
  })
  return sendUnlessHeld(context, { ...objectBytes(context.services.storage, file), fileName, disposition, watched })
}

/**
 * Sends a kit by its plan, `?plan=<hash>`, and records the download. Without a plan it redirects to the plan of what is asked
 * for (`?size=`, `?asset=`), so that a download that goes on later goes on with the same bytes or not at all. `source` looks up
 * what the kit is made from; it is not asked for a kit whose plan is named. Throws `kit.changed` for a plan of which something
 * may not leave any more, with the address of the new one; `package.empty`.
 */
export async function sendKit(context: Context, reader: Reader, source: () => Promise<KitSource>): Promise<Response> {
  const hash = context.url.searchParams.get('plan')
  if (hash === null) return redirectToPlan(context, reader, await source())
  const { viewer, actor } = reader
  const { kits, storage, downloads } = context.services
  const frozen = await kits.find(viewer, hash)
  if (!frozen || !(await kits.isRight(frozen, viewer))) throw changed(context, frozen?.query)
  const response = sendUnlessHeld(context, {
    ...zipBytes(storage, frozen.plan),
    ...{ fileName: frozen.fileName, disposition: 'attachment' },
    watched: stillAllowed(context, reader, hash, (viewerNow) => kits.isRight(frozen, viewerNow)),
  })
  const portion = portionOf(context.request, response)
  if (portion) await downloads.recordKit(viewer, actor, frozen, portion)
  return response
}

/**
 * Whether bytes are still allowed while they run: `isAllowed` is asked about the reader as they are then, at the time of the
 * database, and only when the content behind a portal or link has changed. `name` tells these bytes from others.
 */
export function stillAllowed(
  { db, services }: Context,
  { viewer, key, viewerNow }: Reader,
  name: string,
  isAllowed: (viewer: Viewer, now: Date) => Promise<boolean>,
): Watched {
  const scope = contentScopeOf(viewer)
  // A preview also ends with the session of its member of staff, which does not change the content version.
  const outside = scope && !(viewer.kind === 'visitor' && viewer.previewBy) ? scope : undefined
  return {
    key: `${key} ${name}`,
    state: outside && (async () => stateText(await services.contentVersion(outside))),
    isRight: async () => {
      const now = await dbNow(db)
      return isAllowed(await viewerNow(), now)
    },
  }
}

const stateText = ({ version, turnsAt }: { version: string; turnsAt: Date | null }): string =>
  `${version} ${turnsAt?.getTime()}`

/** Sends a body unless the client wants another or holds this one already (RFC 9110, section 13.2.2: before any range). */
export function sendUnlessHeld(context: Context, body: Body): Response {
  const { headers: asked } = context.request
  const { etag } = body
  if (wantsAnother(asked, etag))
    return new Response(null, { status: 412, headers: { etag, 'cache-control': 'no-store' } })
  if (clientHolds(asked, etag)) return new Response(null, { status: 304, headers: bodyHeaders(body) })
  return sendBody(context, body)
}

/** Whether a response sends all or part of the body; undefined when it sends none, as for HEAD or a revalidation. */
function portionOf(request: Request, response: Response): Portion | undefined {
  if (request.method !== 'GET') return undefined
  if (response.status === 200) return 'whole'
  return response.status === 206 ? 'part' : undefined
}

async function redirectToPlan(context: Context, reader: Reader, source: KitSource): Promise<Response> {
  const { searchParams, pathname } = context.url
  const size = await kitSizeOf(context)
  if (typeof size !== 'string') await requireMade(context, reader, source, size.preset)
  await requireTexts(context, reader, source, size)
  const frozen = await context.services.kits.current(
    reader.viewer,
    {
      ...source,
      ...{ locale: context.locale, chosen: searchParams.getAll('asset'), query: searchParams.toString() },
      size,
    },
    fixedT(context.locale, 'kit'),
  )
  if (isBlindResume(context.request.headers) && !(await beganWith(context, reader, frozen)))
    throw changed(context, frozen.query)
  return new Response(null, {
    status: 302,
    headers: { location: `${pathname}?${new URLSearchParams({ plan: frozen.hash })}`, 'cache-control': 'no-store' },
  })
}

/** The size that is asked for; what is neither a size nor a preset of pictures means the best. */
async function kitSizeOf({ db, url }: Context): Promise<KitSize> {
  const asked = url.searchParams.get('size')
  if (asked === null || asked === 'web' || asked === 'best') return asked ?? 'best'
  const preset = await findPreset(db, asked)
  return preset && !preset.retiredAt && !isFilmFormat(preset.settings.format) ? { preset: preset.key } : 'best'
}

/** Has what a kit lacks of a preset made, for GET; throws `kit.being_made` until nothing is waited for. */
async function requireMade(context: Context, { viewer }: Reader, source: KitSource, preset: string): Promise<void> {
  const { db, now, request } = context
  const ids = await chosenIds(context, source)
  requireNone(context, await askForKit({ db, viewer, now }, ids, preset, { asks: request.method === 'GET' }))
}

/** Has the texts of the portal, share or preset written into the files of a kit, in the same way. */
async function requireTexts(context: Context, { viewer }: Reader, source: KitSource, size: KitSize): Promise<void> {
  const { db, now, request } = context
  if (!textsFor(viewer) && typeof size === 'string') return
  const ids = await chosenIds(context, source)
  requireNone(context, await askForTexts({ db, viewer, now }, ids, size, { asks: request.method === 'GET' }))
}

async function chosenIds({ url }: Context, source: KitSource): Promise<readonly string[]> {
  const chosen = new Set(url.searchParams.getAll('asset'))
  const all = await source.ids()
  return chosen.size > 0 ? all.filter((id) => chosen.has(id)) : all
}

function requireNone({ url }: Context, { waiting, total }: { waiting: number; total: number }): void {
  if (waiting > 0)
    throw new DomainError('kit.being_made', { waiting, total, refresh: { seconds: 2, url: url.pathname + url.search } })
}

/** Whether a request resumes a download without naming its ETag (RFC 9110, 13.1.5), as `curl -C -` and `wget -c` do. */
const isBlindResume = (headers: Headers): boolean =>
  /^\s*bytes\s*=\s*0*[1-9]\d*\s*-/i.test(headers.get('range') ?? '') && !headers.has('if-range')

/** Whether the part of a kit that this network already has can only be of this plan. */
async function beganWith({ db }: Context, { viewer, actor }: Reader, frozen: FrozenKit): Promise<boolean> {
  const last = await lastKitOf(db, viewer, actor, frozen.requestKey)
  return last ? last === kitMark(frozen) : (await countPlansOf(db, frozen.scopeId, frozen.requestKey)) === 1
}

const changed = ({ url }: Context, query = ''): DomainError =>
  new DomainError('kit.changed', { again: query ? `${url.pathname}?${query}` : url.pathname })
