import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'

/** A selection that is carried to another page: to be looked at, or to be shared by a link. */
export const NewSelection = z.strictObject({ assets: AssetIds, use: z.enum(['show', 'share']) })
