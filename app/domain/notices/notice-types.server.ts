import type { AuditEvent } from '~/domain/audit/events.server'
import { mayApprove, mayEditAssets } from '~/domain/identity/permissions'
import { type Person, ROLES, type Role } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { answered, mentioned, threadsOf } from './annotation-notices.server'
import { newVersionForFollowers, withdrawnForFollowers } from './followed-notices.server'
import type { NoticeType } from './notice-type'
import { changesAsked, reviewAsked, versionApproved } from './review-notices.server'
import { settleEnds } from './settle-ends.commands.server'
import { settleNotices } from './settle-notices.commands.server'
import { fileHeld, uploadRefused } from './upload-notices.server'

const everybody = () => true

const endsChanged = (trx: Tx, events: AuditEvent[]) =>
  settleEnds(
    trx,
    events.flatMap(({ subjectId }) => subjectId ?? []),
  )

/**
 * Every type of notice. A type is added here, with its texts (`type.<name>` in the `inbox` locale files); events that no type
 * asked for before are added to `DISPATCHED_TYPES` and `SUBSCRIBERS` as well. Those without `makes` are made by a job or a command.
 */
export const NOTICE_TYPES = {
  task: { may: everybody, isWork: true, channel: 'instant', opens: 'asset', isAlwaysTold: true },
  task_done: { may: everybody, isWork: false, channel: 'app', opens: 'asset' },
  review_asked: {
    ...{ may: mayApprove, isWork: true, channel: 'daily', opens: 'review' },
    makes: { 'asset.submitted': reviewAsked },
    settledBy: [
      ...(['asset.approved', 'asset.changes_asked', 'asset.withdrawn'] as const),
      ...(['asset.version_added', 'asset.version_restored'] as const),
    ],
  },
  changes_asked: {
    ...{ may: mayEditAssets, isWork: true, channel: 'instant', hasOwnLetter: true, opens: 'asset' },
    makes: { 'asset.changes_asked': changesAsked },
    settledBy: ['asset.submitted', 'asset.approved', 'asset.version_added', 'asset.version_restored'],
  },
  approved: {
    ...{ may: mayEditAssets, isWork: false, channel: 'instant', hasOwnLetter: true, opens: 'asset' },
    makes: { 'asset.approved': versionApproved },
  },
  mentioned: {
    ...{ may: mayEditAssets, isWork: false, channel: 'instant', opens: 'asset' },
    makes: { 'annotation.added': mentioned, 'annotation.replied': mentioned, 'annotation.comment_edited': mentioned },
    settles: { 'annotation.resolved': (trx, events) => settleNotices(trx, 'mentioned', threadsOf(events)) },
  },
  answered: {
    ...{ may: mayEditAssets, isWork: false, channel: 'daily', opens: 'asset' },
    makes: { 'annotation.replied': answered },
    settles: { 'annotation.resolved': (trx, events) => settleNotices(trx, 'answered', threadsOf(events)) },
  },
  followed_version: {
    ...{ may: everybody, isWork: false, channel: 'daily', opens: 'asset' },
    makes: {
      'asset.version_added': newVersionForFollowers,
      'asset.version_restored': newVersionForFollowers,
      'asset.approved': newVersionForFollowers,
    },
  },
  followed_withdrawn: {
    ...{ may: everybody, isWork: false, channel: 'instant', opens: 'asset' },
    makes: { 'asset.withdrawn': withdrawnForFollowers },
  },
  followed_expires: {
    ...{ may: everybody, isWork: false, channel: 'daily', opens: 'asset' },
    settles: { 'asset.rights_changed': endsChanged },
  },
  rights_end: {
    ...{ may: mayApprove, isWork: true, channel: 'daily', opens: 'asset' },
    settles: { 'asset.rights_changed': endsChanged },
  },
  upload_failed: {
    ...{ may: mayEditAssets, isWork: false, channel: 'app', opens: 'path' },
    makes: { 'upload.refused': uploadRefused },
  },
  upload_held: {
    ...{ may: mayEditAssets, isWork: true, channel: 'app', opens: 'held' },
    makes: { 'asset.held': fileHeld },
    settledBy: ['asset.hold_released'],
  },
} as const satisfies Record<string, NoticeType>

export type NoticeTypeName = keyof typeof NOTICE_TYPES

export const NOTICE_TYPE_NAMES = Object.keys(NOTICE_TYPES) as NoticeTypeName[]

/** Returns a type by its name; undefined for one that this release does not know. */
export const noticeType = (name: string): NoticeType | undefined =>
  NOTICE_TYPE_NAMES.some((each) => each === name) ? NOTICE_TYPES[name as NoticeTypeName] : undefined

/** The types that a person is told of. */
export const typesFor = (person: Pick<Person, 'id' | 'role'>): NoticeTypeName[] =>
  NOTICE_TYPE_NAMES.filter((name) => typeOf(name).may(person))

/** A known type, without what its entry alone has. */
export const typeOf = (name: NoticeTypeName): NoticeType => NOTICE_TYPES[name]

/** The roles that a type is for. */
export const rolesFor = (name: NoticeTypeName): Role[] => ROLES.filter((role) => typeOf(name).may({ id: '', role }))
