import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/**
 * A selection to carry to another page: the library, a new share, a change of all of it, or where its files are described. A large one comes in parts, of which
 * all but the last are only kept; `into` is the selection that the parts before made.
 */
export const NewSelection = z.strictObject({
  assets: AssetIds,
  use: z.enum(['keep', 'show', 'share', 'edit', 'describe']),
  into: z.uuid().optional(),
})
