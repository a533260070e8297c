import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { assignReview } from '~/domain/notices/assign-review.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { urls } from '~/urls'

const Assignment = z.strictObject({ assignee: z.uuid().optional() })

export const action = withoutPage(
  staffAction('manager', Assignment, async ({ db, person, params, input, request }) => {
    const id = params.asset ?? ''
    await assignReview(db, person, id, input.assignee ?? null)
    return request.headers.get('accept')?.includes('text/html') ? redirect(urls.review.item(id)) : { done: 'assign' }
  }),
)
