import { z } from 'zod'

/** How somebody is told: not at all, in the inbox only, there and by a letter at once, there and by a letter a day. */
export const CHANNELS = ['none', 'app', 'instant', 'daily'] as const
export type Channel = (typeof CHANNELS)[number]

/** What a notice that is made says, and who is told. */
export interface NoticeDraft {
  /** What ends it: `settledBy` of its type names events, whose subject is the topic. */
  topic: string
  /** What made it, such as the id of an event: of one type, topic and occasion there is one notice. */
  occasion: string
  /** When it happened; events before that do not end it. */
  at?: Date
  /** The asset that it is about. Who may not see it does not see the notice. */
  assetId?: string
  /** A page of the product, for what is no asset. */
  path?: string
  /** What it is called, for what is no asset, and of tasks. */
  title?: string
  actorId?: string | null
  actorName?: string | null
  facts?: Record<string, string | number | boolean | null>
  /** `YYYY-MM-DD`. */
  dueOn?: string
  assigneeId?: string
  /** Ids of people, or all whom the type is for but its actor. Who is disabled, or chose not to be told, is left out. */
  readers: readonly string[] | 'all'
}

/** Notices of a page of the inbox. */
export const PAGE_SIZE = 50

/** Up to how many the badge counts. */
export const MOST_COUNTED = 999

/** Parts of the inbox: what is not done and nobody else took, of that what is assigned to the person, what others took, and tasks they gave. */
export const VIEWS = ['open', 'mine', 'others', 'done', 'given'] as const

/** What is looked at; what is not understood of an address is left out. */
export const InboxFilter = z.object({
  view: z.enum(VIEWS).catch('open'),
  type: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional()
    .catch(undefined),
  /** The last notice of the page before. */
  before: z.uuid().optional().catch(undefined),
})
export type InboxFilter = z.output<typeof InboxFilter>

/** What is done with notices; `act` names a single one after a colon, as the buttons of rows do. */
export const InboxAct = z.strictObject({
  act: z.string().regex(/^(done|undone|take|assign)(:[0-9a-f-]{36})?$/),
  ids: z
    .array(z.uuid())
    .max(PAGE_SIZE * 4)
    .default([]),
  /** Empty for nobody. */
  assignee: z.union([z.uuid(), z.literal('')]).default(''),
})

/** A task that somebody writes. */
export const NewTask = z.strictObject({
  title: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).optional(),
  assignee: z.uuid(),
  asset: z.uuid().optional(),
  dueOn: z.iso.date().optional(),
})
export type NewTask = z.output<typeof NewTask>
