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
  pinnedNumber: null,
  pinWithdrawn: false,
  isHeld: false,
  originalOnly: false,
  covered: true,
  ...facts,
})
const unfinished = asset({ approvedVersionId: null, isHeld: true, embargoUntil: tomorrow, expiresAt: now })

const originalOnly = asset({ originalOnly: true })

test.each<[string, Viewer, Action, AssetFacts, Reason | undefined]>([
  ['a signed-out request sees nothing', { kind: 'nobody' }, 'see', asset(), 'signed_out'],
  ['a visitor sees an approved asset', visitor(), 'see', asset(), undefined],
  ['a visitor downloads the web rendition', visitor(), 'web', asset(), undefined],
  ['a visitor of a portal that allows web does not download the original', visitor(), 'original', asset(), 'rendition'],
  [
    'a visitor of a portal that allows originals downloads the original',
    visitor({ allows: 'original' }),
    'original',
    asset(),
    undefined,
  ],
  [
    'a visitor of a portal that allows previews does not download the web rendition',
    visitor({ allows: 'preview' }),
    'web',
    asset(),
    'rendition',
  ],
  ['a visitor sees nothing of an unpublished portal', visitor({ publishedAt: null }), 'see', asset(), 'portal_closed'],
  [
    'a visitor sees nothing of a portal before its date of publication',
    visitor({ publishedAt: tomorrow }),
    'see',
    asset(),
    'portal_closed',
  ],
  ...(['editor', 'manager', 'admin'] as const).map((role): [string, Viewer, Action, AssetFacts, undefined] => [
    `the role ${role} previews an unpublished portal with the terms of a visitor`,
    visitor({ publishedAt: null, previewBy: { personId: 'p', role } }),
    'web',
    asset(),
    undefined,
  ]),
  [
    'the role viewer cannot preview an unpublished portal',
    visitor({ publishedAt: null, previewBy: { personId: 'p', role: 'viewer' } }),
    'see',
    asset(),
    'portal_closed',
  ],
  ...(
    [
      ['an asset that is not approved', asset({ approvedVersionId: null }), 'see', 'not_approved'],
      ['an asset under embargo', asset({ embargoUntil: tomorrow }), 'see', 'embargo'],
      ['an expired asset', asset({ expiresAt: now }), 'preview', 'expired'],
      ['an asset outside the portal', asset({ covered: false }), 'see', 'not_covered'],
      ['a deleted asset', asset({ deletedAt: now }), 'see', 'deleted'],
      ['an original that the portal does not allow', asset(), 'original', 'rendition'],
    ] as const
  ).map(([what, facts, action, reason]): [string, Viewer, Action, AssetFacts, Reason] => [
    `a preview of an unpublished portal does not show ${what}`,
    visitor({ publishedAt: null, previewBy: { personId: 'p', role: 'admin' } }),
    action,
    facts,
    reason,
  ]),
  ...(
    [
      ['sees the picture of a draft', {}, 'preview', asset({ approvedVersionId: null }), undefined],
      ['sees it when it is held, under embargo and expired', {}, 'preview', unfinished, undefined],
      ['sees nothing that another brought', {}, 'see', asset({ covered: false }), 'not_covered'],
      ['sees nothing that is in the bin', {}, 'see', asset({ deletedAt: now }), 'deleted'],
      ['downloads no web rendition, also when it is approved', {}, 'web', asset(), 'rendition'],
      ['downloads no original', {}, 'original', asset({ originalOnly: true }), 'rendition'],
      ['sees nothing by a revoked link', { revokedAt: now }, 'see', asset(), 'link_revoked'],
      ['sees nothing from the instant on at which the link ends', { expiresAt: now }, 'see', asset(), 'link_expired'],
    ] as const
  ).map(([what, facts, action, of, reason]): [string, Viewer, Action, AssetFacts, Reason | undefined] => [
    `a guest ${what}`,
    { kind: 'guest', guestId: 'g', expiresAt: tomorrow, revokedAt: null, ...facts },
    action,
    of,
    reason,
  ]),
  ['a visitor does not see an asset outside the portal', visitor(), 'see', asset({ covered: false }), 'not_covered'],
  [
    'a visitor does not see an asset that is not approved',
    visitor(),
    'see',
    asset({ approvedVersionId: null }),
    'not_approved',
  ],
  [
    'a visitor does not see an asset before its embargo ends',
    visitor(),
    'see',
    asset({ embargoUntil: tomorrow }),
    'embargo',
  ],
  [
    'a visitor sees an asset at the instant its embargo ends',
    visitor(),
    'see',
    asset({ embargoUntil: now }),
    undefined,
  ],
  [
    'a visitor does not see an asset after its expiry',
    visitor(),
    'preview',
    asset({ expiresAt: yesterday }),
    'expired',
  ],
  [
    'a visitor does not see an asset at the instant of its expiry',
    visitor(),
    'preview',
    asset({ expiresAt: now }),
    'expired',
  ],
  ['an open share delivers the web rendition', link(), 'web', asset(), undefined],
  ['a revoked share shows nothing', link({ revokedAt: yesterday }), 'see', asset(), 'link_revoked'],
  ['an expired share shows nothing', link({ expiresAt: now }), 'see', asset(), 'link_expired'],
  [
    'a share that opens tomorrow shows nothing yet',
    link({ opensAt: tomorrow, expiresAt: null }),
    'see',
    asset(),
    'link_not_yet',
  ],
  [
    'a share whose creator lost the right to share shows nothing',
    link({ creatorMayShare: false }),
    'preview',
    asset(),
    'link_owner',
  ],
  ['a share whose password was not given shows nothing', link({ unlocked: false }), 'preview', asset(), 'link_locked'],
  ['a share does not show an asset it does not contain', link(), 'see', asset({ covered: false }), 'not_covered'],
  [
    'a share does not deliver an asset before its embargo ends',
    link(),
    'web',
    asset({ embargoUntil: tomorrow }),
    'embargo',
  ],
  [
    'a share that allows previews does not deliver the web rendition',
    link({ allows: 'preview' }),
    'web',
    asset(),
    'rendition',
  ],
  ['a visitor does not see a deleted asset', visitor(), 'see', asset({ deletedAt: yesterday }), 'deleted'],
  ['an administrator does not see a deleted asset', staff('admin'), 'see', asset({ deletedAt: now }), 'deleted'],
  [
    'a share that allows web does not deliver the original of a file without web rendition',
    link(),
    'original',
    originalOnly,
    'rendition',
  ],
  [
    'a share with includesOriginalOnly delivers the original of a file without web rendition',
    link({ includesOriginalOnly: true }),
    'original',
    originalOnly,
    undefined,
  ],
  [
    'a share with includesOriginalOnly does not deliver the original of a file with a web rendition',
    link({ includesOriginalOnly: true }),
    'original',
    asset(),
    'rendition',
  ],
  [
    'a share that allows previews delivers no original, even with includesOriginalOnly',
    link({ allows: 'preview', includesOriginalOnly: true }),
    'original',
    originalOnly,
    'rendition',
  ],
  [
    'a portal with includesOriginalOnly delivers the original of a file without web rendition',
    visitor({ includesOriginalOnly: true }),
    'original',
    originalOnly,
    undefined,
  ],
  [
    'an editor downloads an original before its approval',
    staff('editor'),
    'original',
    asset({ approvedVersionId: null }),
    undefined,
  ],
  [
    'an editor downloads an original before its embargo ends',
    staff('editor'),
    'original',
    asset({ embargoUntil: tomorrow }),
    undefined,
  ],
  [
    'a manager downloads an original after its expiry',
    staff('manager'),
    'original',
    asset({ expiresAt: yesterday }),
    undefined,
  ],
  [
    'the role viewer does not see an asset that is not approved',
    staff('viewer'),
    'see',
    asset({ approvedVersionId: null }),
    'not_approved',
  ],
  [
    'the role viewer does not see an asset before its embargo ends',
    staff('viewer'),
    'see',
    asset({ embargoUntil: tomorrow }),
    'embargo',
  ],
  ['the role viewer downloads the original of an approved asset', staff('viewer'), 'original', asset(), undefined],
  [
    'a share whose creator lost the right to share is refused for that reason, also before it opens',
    link({ creatorMayShare: false, opensAt: tomorrow }),
    'see',
    asset(),
    'link_owner',
  ],
])('decide: %s', (_, viewer, action, facts, reason) => {
  const decision = decide(viewer, action, facts, now)
  expect(decision.allowed ? undefined : decision.reason).toBe(reason)
})

test('decide: a permission ends at the earlier end of share and asset', () => {
  const soon = new Date('2026-06-30T18:00:00Z')
  expect(decide(link(), 'web', asset({ expiresAt: soon }), now)).toEqual({ allowed: true, until: soon })
  expect(decide(link(), 'web', asset(), now)).toEqual({ allowed: true, until: tomorrow })
  expect(decide(visitor(), 'web', asset(), now)).toEqual({ allowed: true, until: null })
})

test('decide: a refusal by embargo states the instant at which the embargo ends', () => {
  const decision = decide(visitor(), 'see', asset({ embargoUntil: tomorrow }), now)
  expect(decision).toEqual({ allowed: false, reason: 'embargo', at: tomorrow })
})
