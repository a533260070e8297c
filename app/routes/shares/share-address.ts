import { z } from 'zod'
import { revealToken } from '~/domain/shares/share-address.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { urls } from '~/urls'

/** Returns the URL of an existing share. A POST, since each request is recorded in the audit log. */
export const action = withoutPage(
  staffAction('editor', z.strictObject({}), async ({ db, person, params, services }) => {
    const { sessionSecret, baseUrl } = services.env
    const token = await revealToken(db, person, params.share ?? '', sessionSecret)
    return { address: new URL(urls.share.landing(token), baseUrl).href }
  }),
)
