import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Role } from '~/domain/identity/person'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'
import {
  type Asked,
  askedOf,
  type Context,
  contextOf,
  loaderContextOf,
  requireRole,
  type StaffContext,
} from './context.server'
import { choiceGone, refusalOf } from './errors.server'
import { noteFailure } from './failures.server'
import { readForm } from './form.server'
import { explainIssue } from './form-errors.server'
import { limitsOf } from './form-limits'

type Work<C, T> = (context: C) => Promise<T> | T

/** A schema, or what returns it for a request, where data say what a form has. */
type SchemaFor<C, S> = S | ((context: C) => Promise<S>)

/** Returns a public loader: `work` loads the page's data; its errors get the right status on document and data requests. */
export function loaderFor<T>(work: Work<Context, T>) {
  return async (args: LoaderFunctionArgs) => {
    const asked = askedOf(args)
    let context: Context | undefined
    try {
      context = await loaderContextOf(args)
      return answer(context, await work(context))
    } catch (error) {
      throw refuse(context ?? asked, error)
    }
  }
}

/** Returns a loader for staff of at least `role`; others are redirected to sign in or refused with `role.required`. */
export function staffLoader<T>(role: Role, work: Work<StaffContext, T>) {
  return loaderFor((context) => {
    requireRole(context, role)
    return work(context)
  })
}

/** Fields never sent back: a typed password would stay in the page, its data and the browser's restored tabs. */
const UNSAID = { hideFields: ['password', 'currentPassword', 'newPassword'] }

/**
 * Returns an action that validates the form and then runs one command. Invalid input never reaches the command: the response
 * is 422 with `{ result }`, conform's submission with the errors by field, in the visitor's language, and all values except
 * passwords. After a failed attempt, `waitSeconds` says how long the next must wait.
 * A form that the schema could never accept is refused before it is parsed, without its values. The schema may depend on the
 * request, after it was admitted.
 */
export function actionFor<S extends z.ZodType, T>(
  given: SchemaFor<Context, S>,
  work: Work<Context & { input: z.output<S> }, T>,
  admit: (context: Context) => void = () => {},
) {
  // Of a schema that is given, once, so that one without limits fails when the route is loaded.
  const known = typeof given === 'function' ? undefined : measured(given)
  const schemaOf = async (context: Context) =>
    known ?? measured(typeof given === 'function' ? await given(context) : given)
  return async (args: ActionFunctionArgs) => {
    let context: Context | undefined
    let form: FormData
    let schema: S
    try {
      context = await contextOf(args)
      admit(context)
      const found = await schemaOf(context)
      schema = found.schema
      form = await readForm(args.request, found.limits)
    } catch (error) {
      if (!context || !(error instanceof DomainError) || error.facts.field === undefined)
        throw refuse(context ?? askedOf(args), error)
      const { status, code, facts } = refusalOf(error)
      const message = [fixedT(context.locale, 'errors')(code, facts)]
      const result = { status: 'error', initialValue: {}, error: { [String(facts.field)]: message } }
      return data({ result }, { status, headers: context.headers })
    }
    const submission = parseWithZod(form, { schema, error: explainIssue(context.locale) })
    if (submission.status !== 'success')
      return data({ result: submission.reply(UNSAID) }, { status: 422, headers: context.headers })
    try {
      const input = submission.value as z.output<S>
      return answer(context, await work({ ...context, input }))
    } catch (caught) {
      const error = choiceGone(caught)
      if (!(error instanceof DomainError) || isGone(error)) throw refuse(context, error)
      const { status, code, facts } = refusalOf(error)
      const message = [fixedT(context.locale, 'errors')(code, facts)]
      const field = typeof facts.field === 'string' ? facts.field : undefined
      const result = submission.reply({
        ...UNSAID,
        ...(field ? { fieldErrors: { [field]: message } } : { formErrors: message }),
      })
      const waitSeconds = typeof facts.seconds === 'number' ? facts.seconds : undefined
      if (status === 429 && waitSeconds) context.headers.set('retry-after', String(waitSeconds))
      return data({ result, waitSeconds }, { status, headers: context.headers })
    }
  }
}

const measured = <S extends z.ZodType>(schema: S) => ({ schema, limits: limitsOf(schema) })

/** Returns an action for staff of at least `role`, checked before the form, so that others learn nothing of its schema. */
export function staffAction<S extends z.ZodType, T>(
  role: Role,
  schema: SchemaFor<StaffContext, S>,
  work: Work<StaffContext & { input: z.output<S> }, T>,
) {
  return actionFor(
    typeof schema === 'function' ? (context) => schema(context as StaffContext) : schema,
    (context) => work(context as StaffContext & { input: z.output<S> }),
    (context) => requireRole(context, role),
  )
}

/** Wraps an action of a route without a page: returns its data or refusal as JSON with its status, which Remix would drop. */
export function withoutPage<A>(run: (args: A) => Promise<unknown>) {
  return async (args: A): Promise<unknown> => {
    const value = await run(args).catch((refused: unknown) => {
      if (isAnswered(refused)) return refused
      throw refused
    })
    return isAnswered(value) ? Response.json(value.data, value.init ?? {}) : value
  }
}

const isGone = (error: DomainError) => [401, 403, 404, 410].includes(refusalOf(error).status)

function answer<T>(context: Context, value: T) {
  if (value instanceof Response) {
    // The response's own cookies come last and so win: else the clearing of an expired session would remove a new sign-in.
    const own = value.headers.getSetCookie()
    value.headers.delete('set-cookie')
    for (const [name, text] of context.headers) value.headers.append(name, text)
    for (const cookie of own) value.headers.append('set-cookie', cookie)
    return value as unknown as T
  }
  if (isAnswered(value)) return value as T
  return data(value, { headers: context.headers }) as unknown as T
}

/** Whether a loader returned `data(…)` with its own status; it must then add the context's headers itself. */
const isAnswered = (value: unknown): value is { data: unknown; init?: ResponseInit } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'DataWithResponseInit'

function refuse(context: Asked, error: unknown): unknown {
  if (error instanceof Response) return error
  const { status, code, facts } = refusalOf(error)
  noteFailure(context, status, error)
  if (code === 'sign_in.required' && context.request.method === 'GET')
    return redirect(urls.auth.signIn(context.url.pathname + context.url.search), { headers: context.headers })
  const message = fixedT(context.locale, 'errors')(code, facts)
  return data({ code, message, facts }, { status, headers: context.headers })
}
