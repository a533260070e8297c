import { bytesFor } from '~/http/byte-route.server'
import { sendVersion } from '~/http/staff-bytes.server'
import { PAGE_PRESETS } from '~/platform/images/presets'

export const loader = bytesFor(
  async (context) => (await sendVersion(context, context.params.preset, PAGE_PRESETS, 'inline')).response,
)
