import { expect, test } from 'vitest'
import type { Action, AssetFacts, Reason, Viewer } from '~/domain/access/access'
import { decide } from '~/domain/access/decide'

const now = new Date('2026-06-30T12:00:00Z')
const yesterday = new Date('2026-06-29T12:00:00Z')
const tomorrow = new Date('2026-07-01T12:00:00Z')

const staff = (role: 'viewer' | 'editor' | 'manager' | 'admin' = 'editor'): Viewer => ({
  kind: 'staff',
  personId: 'p',
  name: 'Iker',
  role,
})
const terms = { allows: 'web', includesOriginalOnly: false, keepsMetadata: false } as const
const visitor = (facts: Partial<Extract<Viewer, { kind: 'visitor' }>> = {}): Viewer => ({
  kind: 'visitor',
  portalId: 'p',
  publishedAt: yesterday,
  ...terms,
  ...facts,
})
const link = (facts: Partial<Extract<Viewer, { kind: 'link' }>> = {}): Extract<Viewer, { kind: 'link' }> => ({
  kind: 'link',
  shareId: 's',
  opensAt: null,
  expiresAt: tomorrow,
  revokedAt: null,
  creatorMayShare: true,
  unlocked: true,
  ...terms,
  ...facts,
})
const asset = (facts: Partial<AssetFacts> = {}): AssetFacts => ({
  id: 'a',
  approvedVersionId: 'v',
  embargoUntil: null,
  expiresAt: null,
  deletedAt: null,
  originalOnly: false,
  covered: true,
  ...facts,
})

const originalOnly = asset({ originalOnly: true })

test.each<[string, Viewer, Action, AssetFacts, Reason | undefined]>([
  ['nobody sees anything', { kind: 'nobody' }, 'see', asset(), 'signed_out'],
  ['a visitor sees an approved asset', visitor(), 'see', asset(), undefined],
  ['a visitor downloads the web rendition', visitor(), 'web', asset(), undefined],
  ['a portal of web renditions keeps the original', visitor(), 'original', asset(), 'rendition'],
  ['a portal of originals gives both', visitor({ allows: 'original' }), 'original', asset(), undefined],
  ['a portal of previews keeps the web rendition', visitor({ allows: 'preview' }), 'web', asset(), 'rendition'],
  ['an unpublished portal is closed', visitor({ publishedAt: null }), 'see', asset(), 'portal_closed'],
  [
    'a portal to be published is closed until then',
    visitor({ publishedAt: tomorrow }),
    'see',
    asset(),
    'portal_closed',
  ],
  ...(['editor', 'manager', 'admin'] as const).map((role): [string, Viewer, Action, AssetFacts, undefined] => [
    `the ${role} sees an unpublished portal as a visitor would`,
    visitor({ publishedAt: null, previewBy: { personId: 'p', role } }),
    'web',
    asset(),
    undefined,
  ]),
  [
    'a staff viewer sees an unpublished portal as little as anybody',
    visitor({ publishedAt: null, previewBy: { personId: 'p', role: 'viewer' } }),
    'see',
    asset(),
    'portal_closed',
  ],
  ...(
    [
      ['what is not approved', asset({ approvedVersionId: null }), 'see', 'not_approved'],
      ['what is under embargo', asset({ embargoUntil: tomorrow }), 'see', 'embargo'],
      ['what has expired', asset({ expiresAt: now }), 'preview', 'expired'],
      ['what the portal does not hold', asset({ covered: false }), 'see', 'not_covered'],
      ['what was deleted', asset({ deletedAt: now }), 'see', 'deleted'],
      ['an original that its visitors will not get', asset(), 'original', 'rendition'],
    ] as const
  ).map(([what, facts, action, reason]): [string, Viewer, Action, AssetFacts, Reason] => [
    `a preview of an unpublished portal does not show ${what}`,
    visitor({ publishedAt: null, previewBy: { personId: 'p', role: 'admin' } }),
    action,
    facts,
    reason,
  ]),
  ['a visitor sees nothing outside the portal', visitor(), 'see', asset({ covered: false }), 'not_covered'],
  ['a visitor before approval', visitor(), 'see', asset({ approvedVersionId: null }), 'not_approved'],
  ['a visitor before the embargo lifts', visitor(), 'see', asset({ embargoUntil: tomorrow }), 'embargo'],
  ['a visitor when the embargo lifts this instant', visitor(), 'see', asset({ embargoUntil: now }), undefined],
  ['a visitor after expiry', visitor(), 'preview', asset({ expiresAt: yesterday }), 'expired'],
  ['a visitor at the instant of expiry', visitor(), 'preview', asset({ expiresAt: now }), 'expired'],
  ['a holder of an open link', link(), 'web', asset(), undefined],
  ['a holder of a revoked link', link({ revokedAt: yesterday }), 'see', asset(), 'link_revoked'],
  ['a holder of an expired link', link({ expiresAt: now }), 'see', asset(), 'link_expired'],
  [
    'a holder of a link that opens tomorrow',
    link({ opensAt: tomorrow, expiresAt: null }),
    'see',
    asset(),
    'link_not_yet',
  ],
  ['a link whose creator may share no more', link({ creatorMayShare: false }), 'preview', asset(), 'link_owner'],
  ['a holder who has not given the password', link({ unlocked: false }), 'preview', asset(), 'link_locked'],
  ['a link to something else', link(), 'see', asset({ covered: false }), 'not_covered'],
  ['a link before the embargo lifts', link(), 'web', asset({ embargoUntil: tomorrow }), 'embargo'],
  ['a link of previews', link({ allows: 'preview' }), 'web', asset(), 'rendition'],
  ['a deleted asset is gone for a visitor', visitor(), 'see', asset({ deletedAt: yesterday }), 'deleted'],
  ['a deleted asset is gone for an administrator too', staff('admin'), 'see', asset({ deletedAt: now }), 'deleted'],
  ['a file without web form stays out of a link of web renditions', link(), 'original', originalOnly, 'rendition'],
  [
    'a link that includes them gives the original of a file without web form',
    link({ includesOriginalOnly: true }),
    'original',
    originalOnly,
    undefined,
  ],
  [
    'a link that includes them keeps the original of a file with a web form',
    link({ includesOriginalOnly: true }),
    'original',
    asset(),
    'rendition',
  ],
  [
    'a link of previews gives no original, whatever it includes',
    link({ allows: 'preview', includesOriginalOnly: true }),
    'original',
    originalOnly,
    'rendition',
  ],
  [
    'a portal that includes them gives the original of a file without web form',
    visitor({ includesOriginalOnly: true }),
    'original',
    originalOnly,
    undefined,
  ],
  ['an editor before approval', staff('editor'), 'original', asset({ approvedVersionId: null }), undefined],
  ['an editor before the embargo lifts', staff('editor'), 'original', asset({ embargoUntil: tomorrow }), undefined],
  ['a manager after expiry', staff('manager'), 'original', asset({ expiresAt: yesterday }), undefined],
  ['a staff viewer before approval', staff('viewer'), 'see', asset({ approvedVersionId: null }), 'not_approved'],
  ['a staff viewer before the embargo lifts', staff('viewer'), 'see', asset({ embargoUntil: tomorrow }), 'embargo'],
  ['a staff viewer and an approved original', staff('viewer'), 'original', asset(), undefined],
  [
    'a link whose creator may not share any more, before it opens',
    link({ creatorMayShare: false, opensAt: tomorrow }),
    'see',
    asset(),
    'link_owner',
  ],
])('%s', (_, viewer, action, facts, reason) => {
  const decision = decide(viewer, action, facts, now)
  expect(decision.allowed ? undefined : decision.reason).toBe(reason)
})

test('a yes says how long it holds: the earliest end of link and asset', () => {
  const soon = new Date('2026-06-30T18:00:00Z')
  expect(decide(link(), 'web', asset({ expiresAt: soon }), now)).toEqual({ allowed: true, until: soon })
  expect(decide(link(), 'web', asset(), now)).toEqual({ allowed: true, until: tomorrow })
  expect(decide(visitor(), 'web', asset(), now)).toEqual({ allowed: true, until: null })
})

test('a no that changes by itself says when', () => {
  const decision = decide(visitor(), 'see', asset({ embargoUntil: tomorrow }), now)
  expect(decision).toEqual({ allowed: false, reason: 'embargo', at: tomorrow })
})
