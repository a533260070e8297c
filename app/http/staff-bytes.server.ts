import { type Deliverable, deliverVersion, type RenditionName } from '~/domain/delivery/delivery.server'
import { dbNow } from '~/platform/db.server'
import { renditionOf, send } from './bytes.server'
import { type Context, requireRole, staffNow } from './context.server'

/**
 * Sends the version of an asset that the address names, in the rendition it names, to a member of staff, and returns what is
 * sent as well. Throws `role.required`, `version.unknown`, `rendition.unknown`, `rendition.not_ready` and `access.refused`.
 */
export async function sendVersion(
  context: Context,
  name: string | undefined,
  allowed: readonly RenditionName[],
  disposition: 'inline' | 'attachment',
): Promise<{ file: Deliverable; response: Response }> {
  requireRole(context, 'viewer')
  const { db, viewer, params, now, sessionId } = context
  const rendition = renditionOf(name, allowed)
  const version = params.version ?? ''
  const file = await deliverVersion(db, viewer, version, rendition, now)
  const response = send(context, file, disposition, {
    key: `session ${sessionId} ${version} ${rendition}`,
    isRight: async () => !!(await deliverVersion(db, await staffNow(context), version, rendition, await dbNow(db))),
  })
  return { file, response }
}
