import { portalBytes } from '~/http/byte-route.server'
import { sendFile } from '~/http/download.server'

export const loader = portalBytes(sendFile)
