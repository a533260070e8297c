import { staffBytes } from '~/http/byte-route.server'
import { sendSized } from '~/http/sized.server'

export const loader = staffBytes(sendSized)
