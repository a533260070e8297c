import { Lucia, TimeSpan } from 'lucia'
import type pg from 'pg'
import type { Person, Role } from './person'
import { sessionStore } from './session-store.server'

declare module 'lucia' {
  interface Register {
    Lucia: Sessions
    DatabaseUserAttributes: { email: string; name: string; role: Role; disabled_at: Date | null }
    DatabaseSessionAttributes: { user_agent?: string | null; network?: string | null }
  }
}

export type Sessions = ReturnType<typeof openSessions>

/** Browser details stored with a session, so that its owner recognises it. */
export interface Device {
  userAgent: string | null
  network: string
}

/** Longest User-Agent stored, in characters: browsers send shorter ones, and a list of sessions needs no more. */
const LONGEST_USER_AGENT = 400

/**
 * Creates the sessions of staff: 14 days, prolonged by use to 30 at most, ended by sign-out, a new password or disabling the
 * person. On https the cookie is `__Host-` (RFC 6265bis, section 4.1.3.2), so that no sibling host can set it.
 */
export function openSessions(pool: pg.Pool, { secure }: { secure: boolean }) {
  return new Lucia(sessionStore(pool), {
    sessionExpiresIn: new TimeSpan(14, 'd'),
    sessionCookie: {
      name: secure ? '__Host-vitrine' : 'vitrine',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: ({ email, name, role, disabled_at }) => ({ email, name, role, disabledAt: disabled_at }),
  })
}

/** Opens a session, ends the former one of this browser, and returns the Set-Cookie value. */
export async function openSession(
  sessions: Sessions,
  personId: string,
  { userAgent, network }: Device,
  former?: string,
): Promise<string> {
  const attributes = { user_agent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null, network }
  const session = await sessions.createSession(personId, attributes)
  if (former) await sessions.invalidateSession(former)
  return sessions.createSessionCookie(session.id).serialize()
}

/**
 * Returns the session id in a Cookie header, or null. Reads that cookie alone: the library decodes every cookie, and one
 * with a bare `%`, set by another program on this host, would fail all pages.
 */
export function sessionIdIn(sessions: Sessions, header: string | null): string | null {
  const start = `${sessions.sessionCookieName}=`
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const id = pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
  return id && /^\w+$/.test(id) ? id : null
}

/** Returns the person of a session id, with a Set-Cookie value when the session was prolonged or has ended. */
export async function personOfSession(
  sessions: Sessions,
  sessionId: string | null,
): Promise<{ person?: Person; sessionId?: string; cookie?: string }> {
  if (!sessionId) return {}
  const { session, user } = await sessions.validateSession(sessionId)
  if (!session || user.disabledAt) return { cookie: sessions.createBlankSessionCookie().serialize() }
  const cookie = session.fresh ? sessions.createSessionCookie(session.id).serialize() : undefined
  return {
    person: { id: user.id, email: user.email, name: user.name, role: user.role },
    sessionId: session.id,
    cookie,
  }
}
