import type { Viewer } from '~/domain/access/access'
import { type Deliverable, deliver, deliverOne, isRendition, type RenditionName } from '~/domain/access/delivery.server'
import type { Actor } from '~/domain/audit/audit'
import { type Portion, takeDownload, takeKit } from '~/domain/packages/downloads.server'
import type { KitSize } from '~/domain/packages/package'
import { planKit } from '~/domain/packages/packages.server'
import { type Db, dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { PAGE_PRESETS } from '~/platform/images/presets'
import type { Context } from './context.server'
import { sendObject, sendPackage } from './send.server'

/** Loads the viewer anew: what was true when a download began may have ended since. */
export type Reload = (db: Db, now: Date) => Promise<Viewer>

/** A small picture, shown in the page. */
export async function sendPicture(context: Context, viewer: Viewer, reload: Reload): Promise<Response> {
  const rendition = renditionOf(context.params.preset, PAGE_PRESETS)
  const file = await deliverOne(context.db, viewer, context.params.asset ?? '', rendition, context.now)
  return send(context, file, 'inline', stillMay(context, reload, [file]))
}

/** One file to keep. */
export async function sendFile(context: Context, viewer: Viewer, actor: Actor, reload: Reload): Promise<Response> {
  const rendition = renditionOf(context.params.rendition, ['preview', 'web', 'original'])
  const file = await deliverOne(context.db, viewer, context.params.asset ?? '', rendition, context.now)
  const response = send(context, file, 'attachment', stillMay(context, reload, [file]))
  const portion = portionOf(context.request, response)
  if (portion) await takeDownload(context.db, viewer, actor, file, portion)
  return response
}

/** A kit of `ids`, or of those the query names among them. */
export async function sendKit(
  context: Context,
  viewer: Viewer,
  actor: Actor,
  ids: readonly string[],
  title: string,
  reload: Reload,
): Promise<Response> {
  const size: KitSize = context.url.searchParams.get('size') === 'web' ? 'web' : 'best'
  const kit = await planKit(
    context.db,
    viewer,
    chosen(context, ids),
    { size, locale: context.locale, title },
    context.now,
  )
  const response = sendPackage(context, kit.plan, {
    fileName: kit.fileName,
    disposition: 'attachment',
    stillAllowed: stillMay(context, reload, kit.files),
  })
  const portion = portionOf(context.request, response)
  if (portion) await takeKit(context.db, viewer, actor, kit, portion)
  return response
}

/** The part of `ids` that `?asset=` names, in the order of `ids`; all of them when it names none. */
function chosen(context: Context, ids: readonly string[]): readonly string[] {
  const wanted = new Set(context.url.searchParams.getAll('asset'))
  return wanted.size ? ids.filter((id) => wanted.has(id)) : ids
}

export function send(
  context: Context,
  file: Deliverable,
  disposition: 'inline' | 'attachment',
  stillAllowed: () => Promise<boolean>,
): Response {
  const { objectKey, byteSize, mediaType, sha256, fileName } = file
  return sendObject(context, { objectKey, byteSize, mediaType, sha256, fileName, disposition, stillAllowed })
}

export function renditionOf(name: string | undefined, allowed: readonly RenditionName[]): RenditionName {
  if (!isRendition(name) || !allowed.includes(name)) throw new DomainError('rendition.unknown')
  return name
}

/** How much of the body this answer sends; undefined when none of it, as to HEAD or a revalidation. */
export function portionOf(request: Request, response: Response): Portion | undefined {
  if (request.method !== 'GET') return undefined
  if (response.status === 200) return 'whole'
  return response.status === 206 ? 'part' : undefined
}

/** Whether each of these very versions would be sent if it were asked for now. */
function stillMay({ db }: Context, reload: Reload, files: readonly Deliverable[]) {
  return async () => {
    const now = await dbNow(db)
    const viewer = await reload(db, now)
    for (const form of new Set(files.map((file) => file.rendition))) {
      const begun = new Map(
        files.filter((file) => file.rendition === form).map((file) => [file.assetId, file.versionId]),
      )
      for (const delivery of await deliver(db, viewer, [...begun.keys()], form, now))
        if (!('deliverable' in delivery) || delivery.deliverable.versionId !== begun.get(delivery.assetId)) return false
    }
    return true
  }
}
