import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { signOut } from '~/domain/identity/sign-in.commands.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { urls } from '~/urls'

export const loader = loaderFor(() => redirect(urls.root()))

export const action = actionFor(z.object({}), async ({ db, services, person, sessionId }) => {
  const cookie = person && sessionId ? await signOut(db, services.sessions, person, sessionId) : undefined
  return redirect(urls.auth.signIn(), cookie ? { headers: { 'set-cookie': cookie } } : undefined)
})
