import { deliverCaptions } from '~/domain/captions/captions.queries.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'
import type { Body } from './body.server'
import type { Reader } from './byte-route.server'
import type { Context } from './context.server'
import { sendUnlessHeld, stillAllowed } from './download.server'

/** Sends the captions of an asset in the language of the address, `<tag>.vtt`; no download is counted. Throws what `deliverCaptions` throws. */
export async function sendCaptions(context: Context, { viewer, ...reader }: Reader): Promise<Response> {
  const { db, params, now } = context
  const [, locale] = /^([A-Za-z\d-]{2,35})\.vtt$/.exec(params.file ?? '') ?? []
  if (!locale) throw new DomainError('captions.unknown')
  const assetId = params.asset ?? ''
  const { vtt } = await deliverCaptions({ db, viewer, now }, assetId, locale)
  const bytes = Buffer.from(vtt)
  const watched = stillAllowed(
    context,
    { viewer, ...reader },
    `captions ${assetId} ${locale}`,
    async (asking, then) => {
      const again = await deliverCaptions({ db, viewer: asking, now: then }, assetId, locale)
      return again.vtt === vtt
    },
  )
  const body: Body = {
    ...{ size: bytes.length, etag: `"${sha256Hex(vtt)}"`, mediaType: 'text/vtt; charset=utf-8' },
    ...{ fileName: `${locale}.vtt`, disposition: 'inline', watched },
    write: async (range, to) => {
      to.write(range ? bytes.subarray(range.start, range.end + 1) : bytes)
    },
  }
  return sendUnlessHeld(context, body)
}
