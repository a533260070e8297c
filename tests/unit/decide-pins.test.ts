import { expect, test } from 'vitest'
import type { Action, AssetFacts, Reason, Viewer } from '~/domain/access/access'
import { decide } from '~/domain/access/decide'

const now = new Date('2026-06-30T12:00:00Z')
const tomorrow = new Date('2026-07-01T12:00:00Z')
const terms = { allows: 'original', includesOriginalOnly: false, keepsMetadata: false } as const
const visitor = (): Viewer => ({ kind: 'visitor', portalId: 'p', publishedAt: now, ...terms })
const link = (): Viewer => ({
  ...{ kind: 'link', shareId: 's', opensAt: null, expiresAt: tomorrow, revokedAt: null, creatorMayShare: true },
  ...{ unlocked: true, ...terms },
})
const asset = (facts: Partial<AssetFacts>): AssetFacts => ({
  ...{ id: 'a', approvedVersionId: 'v', embargoUntil: null, expiresAt: null, deletedAt: null },
  ...{ pinnedNumber: null, pinWithdrawn: false, isHeld: false, originalOnly: false, covered: true, ...facts },
})

test.each<[string, Viewer, Action, AssetFacts, Reason | undefined]>([
  [
    'a visitor sees an asset whose pinned version is approved',
    visitor(),
    'preview',
    asset({ pinnedNumber: 1 }),
    undefined,
  ],
  [
    'a visitor does not see an asset whose pinned version was withdrawn',
    visitor(),
    'see',
    asset({ pinnedNumber: 1, pinWithdrawn: true }),
    'version_withdrawn',
  ],
  [
    'a link does not deliver the approved version in place of a pinned one that was withdrawn',
    link(),
    'preview',
    asset({ pinnedNumber: 2, pinWithdrawn: true }),
    'version_withdrawn',
  ],
  [
    'a pin to an approved version delivers nothing of a withdrawn asset',
    visitor(),
    'see',
    asset({ approvedVersionId: null, pinnedNumber: 1 }),
    'not_approved',
  ],
  ...(
    [
      ['that is not approved', { approvedVersionId: null }, 'not_approved'],
      ['under embargo', { embargoUntil: tomorrow }, 'embargo'],
      ['that expired', { expiresAt: now }, 'expired'],
      ['in the bin', { deletedAt: now }, 'deleted'],
      ['that is not shared', { covered: false }, 'not_covered'],
    ] as const
  ).map(([what, facts, reason]): [string, Viewer, Action, AssetFacts, Reason] => [
    `the withdrawn pin of an asset ${what} is not told`,
    link(),
    'see',
    asset({ ...facts, pinnedNumber: 1, pinWithdrawn: true }),
    reason,
  ]),
  ['a held version does not leave', link(), 'see', asset({ isHeld: true }), 'held'],
  [
    'viewers on the staff do not see a held version',
    { kind: 'staff', personId: 'n', name: 'Nerea', role: 'viewer' },
    'see',
    asset({ isHeld: true }),
    'held',
  ],
  [
    'editors see a held version',
    { kind: 'staff', personId: 'i', name: 'Iker', role: 'editor' },
    'original',
    asset({ isHeld: true }),
    undefined,
  ],
  [
    'a share of previews gives a pinned version no other tier',
    { ...link(), allows: 'preview' } as Viewer,
    'original',
    asset({ pinnedNumber: 1 }),
    'rendition',
  ],
  [
    'editors see an asset whose version is pinned elsewhere and was withdrawn',
    { kind: 'staff', personId: 'i', name: 'Iker', role: 'editor' },
    'original',
    asset({ pinnedNumber: null }),
    undefined,
  ],
])('%s', (_, viewer, action, facts, reason) => {
  const decision = decide(viewer, action, facts, now)
  expect(decision.allowed ? undefined : decision.reason).toBe(reason)
})
