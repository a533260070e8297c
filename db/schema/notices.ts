import type { Generated, JSONColumnType } from 'kysely'

/** Something that people are told. */
export interface NoticeTable {
  id: string
  type: string
  /** What ends it: of a file its id. */
  topic: string
  /** What made it, such as the id of an event; of one type, topic and occasion there is one notice. */
  occasion: string
  assetId: string | null
  /** A page of the product, where it is about something else than a file. */
  path: string | null
  /** Of a task, or of what has no file. */
  title: string | null
  actorId: string | null
  actorName: string | null
  facts: JSONColumnType<Record<string, unknown>, string | undefined, never>
  at: Generated<Date>
  /** `YYYY-MM-DD`. */
  dueOn: string | null
  assigneeId: string | null
  /** When its cause was gone, or the task done. */
  settledAt: Date | null
}

/** A notice in the inbox of somebody. */
export interface NoticeReaderTable {
  personId: string
  noticeId: string
  at: Generated<Date>
  doneAt: Date | null
  /** When a letter told it. */
  toldAt: Date | null
}

/** How somebody is told of a type of notice, where they chose. */
export interface NoticePreferenceTable {
  personId: string
  type: string
  channel: 'none' | 'app' | 'instant' | 'daily'
}

/** When somebody gets letters of notices. */
export interface NoticeScheduleTable {
  personId: string
  /** Of the daily letter, in `zone`. */
  hour: number
  /** IANA name. */
  zone: string
  /** Hours between which letters wait; both null where none do. */
  quietFrom: number | null
  quietTo: number | null
  /** When the next daily letter is due. */
  digestAt: Date
  /** When the next letter of instant notices is due; null while there are none. */
  instantAt: Date | null
}

/** An asset or a collection that somebody follows. */
export interface FollowTable {
  personId: string
  assetId: string | null
  collectionId: string | null
  at: Generated<Date>
}
