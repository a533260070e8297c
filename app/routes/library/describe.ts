import { assetTextsWith } from '~/domain/assets/asset'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { fieldsOfAsset } from '~/domain/metadata/fields.queries.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { isId } from '~/platform/ids.server'

export const action = withoutPage(
  staffAction(
    'editor',
    async ({ db, params: { asset = '' } }) => assetTextsWith(isId(asset) ? await fieldsOfAsset(db, asset) : []),
    async ({ db, person, params, input, locale }) => {
      await describeAsset(db, person, params.asset ?? '', { ...input, locale })
      return { done: 'texts' }
    },
  ),
)
