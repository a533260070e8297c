import { createCookie } from '@remix-run/node'
import { deviceIdIn, newDeviceMark } from '~/domain/identity/known-device.server'
import type { Device } from '~/domain/identity/sessions.server'
import type { Context } from './context.server'

const DAYS_180_S = 180 * 24 * 3600

/** What a device mark is bound to: signing in with one address. */
const purpose = (email: string) => `sign-in:${email}`

const cookieFor = ({ services }: Context) => {
  const secure = services.env.baseUrl.startsWith('https:')
  return createCookie(`${secure ? '__Host-' : ''}vitrine-device`, {
    ...{ path: '/', secure, httpOnly: true, sameSite: 'lax', maxAge: DAYS_180_S },
  })
}

/** Returns the browser details stored with a session. */
export const deviceOf = ({ request, network }: Context): Device => ({
  userAgent: request.headers.get('user-agent'),
  network,
})

/** Returns the id of this browser if it has signed in with this address before; it authorises nothing. */
export async function knownDevice(context: Context, email: string): Promise<string | undefined> {
  const mark: unknown = await cookieFor(context).parse(context.request.headers.get('cookie'))
  return deviceIdIn(context.services.env.sessionSecret, purpose(email), mark)
}

/** Returns the Set-Cookie value by which this browser is recognised at the next sign-in with this address. */
export const deviceCookie = (context: Context, email: string): Promise<string> =>
  cookieFor(context).serialize(newDeviceMark(context.services.env.sessionSecret, purpose(email)))
