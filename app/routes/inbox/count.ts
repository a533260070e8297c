import { countOpen } from '~/domain/notices/inbox.queries.server'
import { staffLoader, withoutPage } from '~/http/route.server'

/** How much of the person's inbox is open. */
export const loader = withoutPage(
  staffLoader('viewer', async ({ db, viewer, now, person, services }) =>
    Response.json({ open: await countOpen({ db, viewer, now, person, zone: services.env.zone }) }),
  ),
)
