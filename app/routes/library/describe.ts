import { AssetTexts } from '~/domain/assets/asset'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', AssetTexts, async ({ db, person, params, input }) => {
    await describeAsset(db, person, params.asset ?? '', input)
    return { done: 'texts' }
  }),
)
