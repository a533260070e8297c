import { createCookie } from '@remix-run/node'
import { deviceIdIn, newDeviceMark } from '~/domain/identity/known-device.server'
import type { Device } from '~/domain/identity/sessions.server'
import type { Context } from './context.server'

const DAYS_180_S = 180 * 24 * 3600

/** What a mark is made for: signing in with one address. */
const purpose = (email: string) => `sign-in:${email}`

const cookieFor = ({ services }: Context) => {
  const secure = services.env.baseUrl.startsWith('https:')
  return createCookie(`${secure ? '__Host-' : ''}vitrine-device`, {
    ...{ path: '/', secure, httpOnly: true, sameSite: 'lax', maxAge: DAYS_180_S },
  })
}

/** The browser of this request, as its person finds it among their sessions. */
export const deviceOf = ({ request, network }: Context): Device => ({
  userAgent: request.headers.get('user-agent'),
  network,
})

/** The id of this browser when this address has signed in with it before; it opens nothing. */
export async function knownDevice(context: Context, email: string): Promise<string | undefined> {
  const mark: unknown = await cookieFor(context).parse(context.request.headers.get('cookie'))
  return deviceIdIn(context.services.env.sessionSecret, purpose(email), mark)
}

/** The cookie by which this browser is known again when this address signs in. */
export const deviceCookie = (context: Context, email: string): Promise<string> =>
  cookieFor(context).serialize(newDeviceMark(context.services.env.sessionSecret, purpose(email)))
