import { z } from 'zod'

/** What `enqueue` needs to know of a job. */
export interface JobDeclaration<S extends z.ZodType = z.ZodType> {
  /** The task identifier in the queue. Jobs that wait in an installation carry it: one that changes goes to `formerNames`. */
  name: string
  schema: S
  maxAttempts: number
  /** Jobs of one key replace each other while they wait, so asking twice does the work once. */
  key?: (payload: z.input<S>) => string
  /** Jobs with a lower number run first; 0 by default. */
  priority?: number
  /** Of the jobs of one queue one runs at a time, in the whole installation; null for a job that is in none. */
  queue?: (payload: z.input<S>) => string | null
}

/** What a job does. Both functions get what they work with as `Services`, and may run more than once. */
export interface JobWork<S extends z.ZodType, Services> {
  run: (payload: z.output<S>, services: Services) => Promise<void>
  /** Runs after the last attempt failed with `error`, to write it where people see it. */
  onExhausted?: (payload: z.output<S>, services: Services, error: unknown) => Promise<void>
  /** Names under which earlier releases enqueued this job. */
  formerNames?: readonly string[]
}

/** What a worker needs to know of a job. */
export interface RunnableJob<Services> {
  name: string
  formerNames: readonly string[]
  /** Validates the payload and runs the job; throws when either fails. */
  perform: (payload: unknown, isLastAttempt: boolean, services: Services) => Promise<void>
}

export type Job<S extends z.ZodType, Services> = JobDeclaration<S> &
  RunnableJob<Services> &
  Pick<JobWork<S, Services>, 'run'>

/** A job as one object: its name, payload, attempts, key and what it does. */
export const defineJob = <S extends z.ZodType, Services>(
  name: string,
  { run, onExhausted, formerNames, ...declared }: Omit<JobDeclaration<S>, 'name'> & JobWork<S, Services>,
): Job<S, Services> => implementJob({ name, ...declared }, { run, onExhausted, formerNames })

/**
 * The half of a job that enqueues it, for the few that are enqueued by a module which may not import what they do: the
 * domain imports leftwards only. `implementJob` is the other half.
 */
export const declareJob = <S extends z.ZodType>(
  name: string,
  declared: Omit<JobDeclaration<S>, 'name'>,
): JobDeclaration<S> => ({ name, ...declared })

/** The half of a declared job that runs it. */
export function implementJob<S extends z.ZodType, Services>(
  declared: JobDeclaration<S>,
  { run, onExhausted, formerNames = [] }: JobWork<S, Services>,
): Job<S, Services> {
  return {
    ...declared,
    formerNames,
    run,
    perform: async (raw, isLastAttempt, services) => {
      const payload = validate(declared, raw)
      try {
        await run(payload, services)
      } catch (error) {
        if (isLastAttempt && !isInterrupted(services)) await onExhausted?.(payload, services, error)
        throw error
      }
    },
  }
}

/** Priority of what is done behind all that people wait for. */
export const LATER = 10

/** What a job may listen to: it aborts when the worker stops, and the job is given back. */
export interface Interruptible {
  signal?: AbortSignal
}

/** Whether the worker that gave these services stops, so that a failure says nothing of the job. */
export const isInterrupted = (services: unknown): boolean =>
  (services as Interruptible | undefined)?.signal?.aborted === true

/** Fails like any other attempt and is retried: a newer release may have enqueued it, whose worker knows the payload. */
function validate<S extends z.ZodType>({ name, schema }: JobDeclaration<S>, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new Error(`wrong payload of job ${name}: ${z.prettifyError(parsed.error)}`)
}
