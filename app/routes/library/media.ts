import { bytesFor } from '~/http/byte-route.server'
import { sendVersion } from '~/http/staff-bytes.server'

export const loader = bytesFor(
  async (context) => (await sendVersion(context, context.params.preset, ['thumb', 'preview'], 'inline')).response,
)
