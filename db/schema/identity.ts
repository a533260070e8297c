import type { ColumnType, Generated, JSONColumnType } from 'kysely'

export interface PersonTable {
  id: string
  email: string
  name: string
  role: 'viewer' | 'editor' | 'manager' | 'admin'
  /** Null for invited people who have not chosen one yet. */
  passwordHash: string | null
  locale: string | null
  libraryView: Generated<'grid' | 'table'>
  libraryDensity: Generated<'s' | 'm' | 'l'>
  libraryPanel: Generated<'open' | 'closed'>
  libraryColumns: Generated<string>
  createdAt: Generated<Date>
  disabledAt: Date | null
}

export interface SessionTable {
  id: string
  userId: string
  expiresAt: Date
  createdAt: Generated<Date>
  lastUsedAt: Generated<Date>
  userAgent: string | null
  network: string | null
}

/** A link through which a person sets a password; its token is derived from `id`, and only the token's hash is stored. */
export interface PasswordTokenTable {
  personId: string
  id: string
  tokenHash: string
  purpose: 'invite' | 'reset'
  createdAt: Generated<Date>
  createdBy: string | null
  expiresAt: Date
}

export interface FailedAttemptTable {
  key: string
  failures: Generated<number>
  retryAt: Generated<Date>
  resetsAt: Generated<Date>
}

export interface AuditEventTable {
  id: ColumnType<number, never, never>
  at: ColumnType<Date, Date | undefined, never>
  actorKind: 'person' | 'guest' | 'visitor' | 'link' | 'system'
  actorId: string | null
  actorName: string
  type: string
  subjectKind: string | null
  subjectId: string | null
  subjectName: string | null
  facts: JSONColumnType<Record<string, unknown>, string | undefined, never>
  network: string | null
}
