import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import { actorOf } from '~/domain/identity/identity.server'
import { type Person, type Role, roleIncludes } from '~/domain/identity/person'
import { personOfSession, sessionIdIn } from '~/domain/identity/sessions.server'
import { localeOf } from '~/i18n/locale'
import { type Db, dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Locale } from '~/platform/language'
import type { RequestShell } from './load-context'
import { networkOf } from './network'
import { type Services, services } from './services.server'

/** What a request says by itself: enough to refuse it in words. */
export interface Asked {
  request: Request
  url: URL
  params: Record<string, string | undefined>
  shell: RequestShell
  locale: Locale
  network: string
  /** Headers for the answer, such as a prolonged session cookie. */
  headers: Headers
}

/** What a loader or action works with; built once per call, passed and never ambient. */
export interface Context extends Asked {
  services: Services
  db: Db
  /** The database clock: the one that decides rights. */
  now: Date
  person?: Person
  sessionId?: string
  /** The signed-in person as a viewer, or nobody. Portals and links make their own viewer. */
  viewer: Viewer
  actor: Actor
}

export interface StaffContext extends Context {
  person: Person
}

/** What the request of a call says by itself; asks nothing that could be away. */
export function askedOf({ request, params, context: shell }: LoaderFunctionArgs): Asked {
  return {
    ...{ request, params, shell, url: new URL(request.url), locale: localeOf(request) },
    ...{ network: networkOf(shell.clientIp), headers: new Headers() },
  }
}

/** Builds the context of one call. Throws what the database throws when it is away. */
export async function contextOf(args: LoaderFunctionArgs): Promise<Context> {
  const asked = askedOf(args)
  const { request, network, headers } = asked
  const open = await services()
  const found = await personOfSession(open.sessions, sessionIdIn(open.sessions, request.headers.get('cookie')))
  if (found.cookie) headers.append('set-cookie', found.cookie)
  const { person, sessionId } = found
  const viewer = viewerOf(person)
  return {
    ...asked,
    services: open,
    db: open.db,
    now: await dbNow(open.db),
    person,
    sessionId,
    viewer,
    actor: person ? actorOf(person, network) : { kind: 'visitor', name: 'visitor', network },
  }
}

const viewerOf = (person: Person | undefined): Viewer =>
  person ? { kind: 'staff', personId: person.id, name: person.name, role: person.role } : { kind: 'nobody' }

/** The viewer of this request as they are now: a session may have ended and a role been lowered since it began. */
export async function staffNow({ services, sessionId }: Context): Promise<Viewer> {
  return viewerOf((await personOfSession(services.sessions, sessionId ?? null)).person)
}

/** Passes for staff whose role includes `role`; throws `sign_in.required` or `role.required`. */
export function requireRole(context: Context, role: Role): asserts context is StaffContext {
  if (!context.person) throw new DomainError('sign_in.required')
  if (!roleIncludes(context.person.role, role)) throw new DomainError('role.required', { role })
}
