import { shareBytes } from '~/http/byte-route.server'
import { sendCaptions } from '~/http/captions.server'

export const loader = shareBytes(sendCaptions)
