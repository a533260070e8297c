import { sendFile } from '~/http/bytes.server'
import { portalBytes } from '~/http/visit-bytes.server'

export const loader = portalBytes((context, { viewer, actor }, reload) => sendFile(context, viewer, actor, reload))
