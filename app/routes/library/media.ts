import { staffBytes } from '~/http/byte-route.server'
import { sendPicture } from '~/http/download.server'

export const loader = staffBytes(sendPicture)
