import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import type pg from 'pg'
import { sha256Hex } from '~/platform/ids.server'

/** A session ends this long after it began, even if it is in use (OWASP ASVS 5.0, 7.3.2). */
const ABSOLUTE_DAYS = 30

/** Precision of "last used", in minutes: writing it on every request would cost one write each. */
const USE_NOTED_MINUTES = 5

const FIND = `
  select session.user_id, session.expires_at, session.last_used_at < now() - interval '${USE_NOTED_MINUTES} minutes' as unnoted,
    person.email, person.name, person.role, person.disabled_at
  from session join person on person.id = session.user_id
  where session.id = $1 and session.created_at > now() - interval '${ABSOLUTE_DAYS} days'`

/**
 * Returns Lucia's PostgreSQL adapter, changed to store the SHA-256 of each session id, so that a leaked table or backup
 * contains no usable session. An id has 125 random bits, so a plain hash suffices. Session and person are read in one
 * statement.
 */
export function sessionStore(pool: pg.Pool): Adapter {
  const store = new NodePostgresAdapter(pool, { user: 'person', session: 'session' })
  return {
    async getSessionAndUser(id) {
      const key = sha256Hex(id)
      const { rows } = await pool.query(FIND, [key])
      const [row] = rows
      if (!row) return [null, null]
      if (row.unnoted) await pool.query('update session set last_used_at = now() where id = $1', [key])
      const { user_id: userId, expires_at: expiresAt, email, name, role, disabled_at } = row
      const session: DatabaseSession = { id, userId, expiresAt, attributes: {} }
      const user: DatabaseUser = { id: userId, attributes: { email, name, role, disabled_at } }
      return [session, user]
    },
    getUserSessions: (userId) => store.getUserSessions(userId),
    setSession: (session) => store.setSession({ ...session, id: sha256Hex(session.id) }),
    updateSessionExpiration: (id, expiresAt) => store.updateSessionExpiration(sha256Hex(id), expiresAt),
    deleteSession: (id) => store.deleteSession(sha256Hex(id)),
    deleteUserSessions: (userId) => store.deleteUserSessions(userId),
    deleteExpiredSessions: () => store.deleteExpiredSessions(),
  }
}
