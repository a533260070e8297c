import { sendFile } from '~/http/bytes.server'
import { shareBytes } from '~/http/visit-bytes.server'

export const loader = shareBytes((context, { viewer, actor }, reload) => sendFile(context, viewer, actor, reload))
