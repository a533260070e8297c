import type { Viewer } from '~/domain/access/access'
import { TIERS } from '~/domain/access/tiers'
import type { Actor } from '~/domain/audit/audit'
import { type AskContentVersion, contentScopeOf } from '~/domain/delivery/content-version.queries.server'
import {
  type Deliverable,
  deliver,
  deliverOne,
  isRendition,
  type RenditionName,
} from '~/domain/delivery/delivery.server'
import type { Portion } from '~/domain/kits/downloads.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { PAGE_PRESETS } from '~/platform/images/presets'
import type { Context } from './context.server'
import type { Watched } from './rights-watch.server'
import { sendObject } from './send.server'

/** Loads the viewer anew: what was true when a download began may have ended since. */
export type Reload = (db: Db, now: Date) => Promise<Viewer>

/** A small picture, shown in the page. */
export async function sendPicture(context: Context, viewer: Viewer, reload: Reload): Promise<Response> {
  const rendition = renditionOf(context.params.preset, PAGE_PRESETS)
  const file = await deliverOne(context.db, viewer, context.params.asset ?? '', rendition, context.now)
  return send(context, file, 'inline', watchOf(context, viewer, reload, file))
}

/** One file to keep. */
export async function sendFile(context: Context, viewer: Viewer, actor: Actor, reload: Reload): Promise<Response> {
  const rendition = renditionOf(context.params.rendition, TIERS)
  const file = await deliverOne(context.db, viewer, context.params.asset ?? '', rendition, context.now)
  const response = send(context, file, 'attachment', watchOf(context, viewer, reload, file))
  const portion = portionOf(context.request, response)
  if (portion) await context.services.downloads.recordFile(viewer, actor, file, portion)
  return response
}

export function send(
  context: Context,
  file: Deliverable,
  disposition: 'inline' | 'attachment',
  watched: Watched,
): Response {
  const { objectKey, byteSize, mediaType, sha256, fileName } = file
  return sendObject(context, { objectKey, byteSize, mediaType, sha256, fileName, disposition, watched })
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

/** Watches whether this very version would be sent if it were asked for now. */
function watchOf({ db, services }: Context, viewer: Viewer, reload: Reload, file: Deliverable): Watched {
  const isRight = async () => {
    const now = await dbNow(db)
    const [delivery] = await deliver(db, await reload(db, now), [file.assetId], file.rendition, now)
    return !!delivery && 'deliverable' in delivery && delivery.deliverable.objectKey === file.objectKey
  }
  return {
    key: `${JSON.stringify(viewer)} ${file.objectKey}`,
    state: stateOf(services.contentVersion, viewer),
    isRight,
  }
}

/** What changes whenever something that a viewer's portal or link delivers may have changed; undefined for staff, who are asked about every time. */
export function stateOf(contentVersion: AskContentVersion, viewer: Viewer): Watched['state'] {
  const scope = contentScopeOf(viewer)
  // A preview ends with its reader's session as well, which changes no content.
  if (!scope || (viewer.kind === 'visitor' && viewer.previewBy)) return undefined
  return async () => {
    const { version, turnsAt } = await contentVersion(scope)
    return `${version} ${turnsAt?.getTime()}`
  }
}
