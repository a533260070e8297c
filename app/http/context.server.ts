import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import { actorOf } from '~/domain/identity/actor'
import { type Person, type Role, roleIncludes } from '~/domain/identity/person'
import { personOfSession, sessionIdIn } from '~/domain/identity/sessions.server'
import { localeOf } from '~/i18n/locale'
import { type Db, dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Locale } from '~/platform/language'
import type { RequestShell } from './load-context'
import { networkOf } from './network'
import { type Services, services } from './services.server'

/** What the request alone says, without the database: enough to render a refusal in the right language. */
export interface Asked {
  request: Request
  url: URL
  params: Record<string, string | undefined>
  shell: RequestShell
  locale: Locale
  network: string
  /** Headers to add to the response, such as the cookie of a prolonged session. */
  headers: Headers
}

/** Everything a loader or action works with; built once per call and passed explicitly. */
export interface Context extends Asked {
  services: Services
  db: Db
  /** Time of the database clock, by which rights are decided. */
  now: Date
  person?: Person
  sessionId?: string
  /** The signed-in person as a viewer, or nobody. Portals and shares build their own viewer. */
  viewer: Viewer
  actor: Actor
  /** Returns the result of `ask`, called once per name and request, whichever loader calls it first. */
  once: <T>(name: string, ask: () => Promise<T>) => Promise<T>
}

export interface StaffContext extends Context {
  person: Person
}

/** Returns what the request alone says; reads neither database nor storage, so it cannot fail with them. */
export function askedOf({ request, params, context: shell }: LoaderFunctionArgs): Asked {
  return {
    ...{ request, params, shell, url: new URL(request.url), locale: localeOf(request) },
    ...{ network: networkOf(shell.clientIp), headers: new Headers() },
  }
}

/** What all loaders of one request share. An action has its own, so that the loaders after it see its changes. */
type SharedContext = Pick<Context, 'services' | 'now' | 'person' | 'sessionId' | 'once'> & { cookie?: string }

const sharedContexts = new WeakMap<RequestShell, Promise<SharedContext>>()

/** Builds the context of an action, or of a loader alone in its request. Throws the database's errors. */
export async function contextOf(args: LoaderFunctionArgs): Promise<Context> {
  const asked = askedOf(args)
  return withShared(asked, await loadShared(asked))
}

/** Builds the context of a loader: all loaders of a request share one person and one time. */
export async function loaderContextOf(args: LoaderFunctionArgs): Promise<Context> {
  const asked = askedOf(args)
  const shared = sharedContexts.get(asked.shell) ?? loadShared(asked)
  sharedContexts.set(asked.shell, shared)
  return withShared(asked, await shared)
}

async function loadShared({ request }: Asked): Promise<SharedContext> {
  const open = await services()
  const found = await personOfSession(open.sessions, sessionIdIn(open.sessions, request.headers.get('cookie')))
  return { ...found, services: open, now: await dbNow(open.db), once: onceEach() }
}

function withShared(asked: Asked, { cookie, person, ...shared }: SharedContext): Context {
  if (cookie) asked.headers.append('set-cookie', cookie)
  const actor: Actor = person
    ? actorOf(person, asked.network)
    : { kind: 'visitor', name: 'visitor', network: asked.network }
  return { ...asked, ...shared, person, db: shared.services.db, viewer: viewerOf(person), actor }
}

function onceEach(): Context['once'] {
  const answers = new Map<string, Promise<unknown>>()
  return <T>(name: string, ask: () => Promise<T>) => {
    const answer = (answers.get(name) as Promise<T> | undefined) ?? ask()
    answers.set(name, answer)
    return answer
  }
}

const viewerOf = (person: Person | undefined): Viewer =>
  person ? { kind: 'staff', personId: person.id, name: person.name, role: person.role } : { kind: 'nobody' }

/** Returns the current viewer of this request: since it began, the session may have ended or the role been lowered. */
export async function staffNow({ services, sessionId }: Context): Promise<Viewer> {
  return viewerOf((await personOfSession(services.sessions, sessionId ?? null)).person)
}

/** Asserts that the request is from staff whose role includes `role`; throws `sign_in.required` or `role.required`. */
export function requireRole(context: Context, role: Role): asserts context is StaffContext {
  if (!context.person) throw new DomainError('sign_in.required')
  if (!roleIncludes(context.person.role, role)) throw new DomainError('role.required', { role })
}
