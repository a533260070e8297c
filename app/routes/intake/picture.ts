import { sendPicture } from '~/http/download.server'
import { guestBytes } from '~/http/guest.server'

export const loader = guestBytes(sendPicture)
