import { AssetWords } from '~/domain/assets/asset'
import { describeAsset } from '~/domain/assets/describe.server'
import { staffAction } from '~/http/route.server'

export const action = staffAction('editor', AssetWords, async ({ db, person, params, input }) => {
  await describeAsset(db, person, params.asset ?? '', input)
  return { done: 'words' }
})
