import type { ViewScope } from './access'
import { loadFacts } from './authorize.server'
import { decide } from './decide'
import { assetRefused, isShown } from './disclosure'

/** Throws `access.refused` when the viewer may not see an asset for a reason that may be told; returns otherwise. */
export async function tellRefusal({ db, viewer, now }: ViewScope, assetId: string): Promise<void> {
  const [asset] = await loadFacts(db, viewer, [assetId])
  const decision = asset && decide(viewer, 'see', asset, now)
  if (decision && !decision.allowed && isShown(decision.reason)) throw assetRefused(decision.reason, asset)
}
