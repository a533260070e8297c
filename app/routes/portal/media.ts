import { sendPicture } from '~/http/bytes.server'
import { portalBytes } from '~/http/visit-bytes.server'

export const loader = portalBytes((context, { viewer }, reload) => sendPicture(context, viewer, reload))
