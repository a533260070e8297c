import { redirect } from '@remix-run/node'
import { loaderFor } from '~/http/route.server'
import { urls } from '~/urls'

export const loader = loaderFor(({ person }) => redirect(person ? urls.library.grid() : urls.auth.signIn()))
