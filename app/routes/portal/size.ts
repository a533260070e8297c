import { portalBytes } from '~/http/byte-route.server'
import { sendSized } from '~/http/sized.server'

export const loader = portalBytes(sendSized)
