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

/** What is kept of the browser that a session was opened in, so that its owner knows it again. */
export interface Device {
  userAgent: string | null
  network: string
}

/** No browser's own is longer, and no list is helped by more. */
const LONGEST_USER_AGENT = 400

/**
 * Staff sessions: 14 days, kept alive by use for 30 at most, ended by sign-out, by a new password or by disabling the person.
 * On https the cookie is `__Host-` (RFC 6265bis, section 4.1.3.2), so no sibling host can set it.
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

/** Opens a session, ends the one that this browser had before, and returns the cookie to set. */
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
 * The session id in a Cookie header. Read by its name alone: the library decodes every cookie there is, and one that
 * another program on this host wrote with a bare `%` would fail all pages.
 */
export function sessionIdIn(sessions: Sessions, header: string | null): string | null {
  const start = `${sessions.sessionCookieName}=`
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const id = pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
  return id && /^\w+$/.test(id) ? id : null
}

/** The person behind a session id, with a cookie to send when the session was prolonged or has ended. */
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
