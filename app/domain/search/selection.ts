import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/** A selection to carry to another page: the library, a new share, or a change of all of it. */
export const NewSelection = z.strictObject({ assets: AssetIds, use: z.enum(['show', 'share', 'edit']) })
