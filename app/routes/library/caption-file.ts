import { staffBytes } from '~/http/byte-route.server'
import { sendCaptions } from '~/http/captions.server'

export const loader = staffBytes(sendCaptions)
