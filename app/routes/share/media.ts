import { shareBytes } from '~/http/byte-route.server'
import { sendPicture } from '~/http/download.server'

export const loader = shareBytes(sendPicture)
