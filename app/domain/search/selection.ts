import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/** A selection to carry to another page: the library, or a new share. */
export const NewSelection = z.strictObject({ assets: AssetIds, use: z.enum(['show', 'share']) })
