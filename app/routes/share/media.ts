import { sendPicture } from '~/http/bytes.server'
import { shareBytes } from '~/http/visit-bytes.server'

export const loader = shareBytes((context, { viewer }, reload) => sendPicture(context, viewer, reload))
