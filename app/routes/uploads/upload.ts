import { UploadAnswer } from '~/domain/assets/upload'
import { answerUpload } from '~/domain/assets/uploads.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', UploadAnswer, async ({ db, person, params, input, services }) => {
    const id = params.upload ?? ''
    const { discard } = await answerUpload(db, person, id, input.intent)
    if (discard) await services.staging.discard(id)
    return { done: input.intent }
  }),
)
