import { portalBytes } from '~/http/byte-route.server'
import { sendPicture } from '~/http/download.server'

export const loader = portalBytes(sendPicture)
