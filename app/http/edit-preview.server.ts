import { PreviewFields, recipeOfFields } from '~/domain/edits/edit'
import { previewEdit } from '~/domain/edits/previews.commands.server'
import { DomainError } from '~/platform/errors'
import { WHOLE } from '~/platform/images/edit-recipe'
import { bytesFor } from './byte-route.server'
import { requireRole } from './context.server'

/**
 * A byte route of what the fields of a recipe in the query make of an asset's current picture, for editors; with `part=frame` before
 * it is cropped. Of fields out of bounds there is none: `rendition.unknown`.
 */
export const editPreviewBytes = () =>
  bytesFor(async (context) => {
    requireRole(context, 'editor')
    const { db, viewer, person, now, params, url, request } = context
    const parsed = PreviewFields.safeParse(Object.fromEntries(url.searchParams))
    if (!parsed.success) throw new DomainError('rendition.unknown')
    const { part, ...fields } = parsed.data
    const shown = part === 'frame' ? { ...fields, ...PERCENT_OF_ALL } : fields
    const asked = { assetId: params.asset ?? '', recipe: recipeOfFields(shown), signal: request.signal }
    const picture = await previewEdit({ db, viewer, now }, person, asked)
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(picture), {
      headers: {
        ...{ 'content-type': 'image/webp', 'content-length': String(picture.length) },
        ...{ 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'" },
      },
    })
  })

const PERCENT_OF_ALL = { left: WHOLE.left, top: WHOLE.top, width: WHOLE.width * 100, height: WHOLE.height * 100 }
