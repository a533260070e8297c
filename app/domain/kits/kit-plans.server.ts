import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Viewer } from '~/domain/access/access'
import {
  type AskContentVersion,
  type ContentScope,
  type ContentVersion,
  contentScopeOf,
  isSameContent,
} from '~/domain/delivery/content-version.queries.server'
import { joinRunning } from '~/platform/coalesce'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { KitRequest } from './kit'
import { mayStillLeave } from './kit-contents.server'
import { storeKitPlan, touchKitPlan } from './kit-plans.commands.server'
import { findKitPlan, latestKitPlan } from './kit-plans.queries.server'
import { type Kit, planKit } from './kit-zip.server'
import type { ReadmeTexts } from './readme'

/** A stored plan, which never changes. */
export interface FrozenKit extends Kit {
  scopeId: string
  /** Entity tag of the ZIP without its quotes; identifies the plan in URLs. */
  hash: string
  requestKey: string
  /** Query of the URL that requests this kit again, without the plan. */
  query: string
  locale: string
}

/** What a kit is made from. */
export interface KitSource {
  /** Id of the collection, or of the share itself: unique among the sources of a portal or share. */
  source: string
  title: string
  /** Loads the ids of its assets in the order of the kit. */
  ids: () => Promise<readonly string[]>
}

/** A request for a kit that names no plan. */
export interface AskedKit extends KitSource, Omit<KitRequest, 'ids' | 'title'> {
  /** The assets chosen from the source; empty means all. */
  chosen: readonly string[]
  query: string
}

export interface KitPlans {
  /** Returns the plan for a request, made once per content version. Throws `package.empty`. */
  current(viewer: Viewer, asked: AskedKit, texts: ReadmeTexts): Promise<FrozenKit>
  /** Returns a plan by its hash; undefined when this portal or share has none with it. */
  find(viewer: Viewer, hash: string): Promise<FrozenKit | undefined>
  /** Whether every file of a plan may still be delivered unchanged; cached per content version. */
  isRight(kit: FrozenKit, viewer: Viewer): Promise<boolean>
}

/** Most files of all plans in memory: about 1 kB each. */
const MOST_FILES = 40_000
const DAY_MS = 86_400_000

type CachedPlan = FrozenKit & { touchedAt: number; right: Map<string, ContentVersion> }

/** Creates the store of kit plans, with a cache of recently used ones for all requests of this process. */
export function openKitPlans(db: Db, contentVersion: AskContentVersion): KitPlans {
  const cached = new LRUCache<string, CachedPlan>({
    maxSize: MOST_FILES,
    // A plan larger than all that may be held is held alone.
    sizeCalculation: ({ files }) => Math.min(Math.max(1, files.length), MOST_FILES),
  })
  const latest = new Map<string, { kit: CachedPlan; at: ContentVersion }>()
  const making = new Map<string, Promise<CachedPlan>>()
  const checking = new Map<string, Promise<boolean>>()

  return {
    async current(viewer, asked, texts) {
      const { scope, id } = scopeOf(viewer)
      const requestKey = keyOf(asked)
      const at = await contentVersion(scope)
      const known = latest.get(`${id} ${requestKey}`)
      if (known && isSameContent(known.at, at)) return touch(known.kit)
      return joinRunning(making, `${id} ${requestKey} ${at.version} ${at.turnsAt?.getTime()}`, async () => {
        const stored = await latestKitPlan(db, id, requestKey, at)
        const kit = stored ? cache(stored) : await make()
        kit.right.set(keyOfViewer(viewer), at)
        if (latest.size > 1000) latest.clear()
        latest.set(`${id} ${requestKey}`, { kit, at })
        return kit
      })

      async function make(): Promise<CachedPlan> {
        const { size, locale, title, query } = asked
        const [all, chosen] = [await asked.ids(), new Set(asked.chosen)]
        const ids = chosen.size ? all.filter((id) => chosen.has(id)) : all
        const kit = await planKit({ db, viewer, now: at.now }, { ids, size, locale, title }, texts)
        const hash = kit.plan.etag.replaceAll('"', '')
        const frozen: FrozenKit = { ...kit, scopeId: id, hash, requestKey, query, locale }
        await storeKitPlan(db, frozen, at)
        return cache(frozen)
      }
    },

    async find(viewer, hash) {
      const { id } = scopeOf(viewer)
      const known = cached.get(`${id} ${hash}`)
      if (known) return touch(known)
      const stored = await findKitPlan(db, id, hash)
      return stored && cache(stored)
    },

    async isRight(kit, viewer) {
      const at = await contentVersion(scopeOf(viewer).scope)
      const known = cached.get(`${kit.scopeId} ${kit.hash}`)
      const who = keyOfViewer(viewer)
      const right = known?.right.get(who)
      if (right && isSameContent(right, at)) return true
      return joinRunning(
        checking,
        `${kit.scopeId} ${kit.hash} ${at.version} ${at.turnsAt?.getTime()} ${who}`,
        async () => {
          const yes = await mayStillLeave({ db, viewer, now: at.now }, kit, kit.locale)
          if (known && known.right.size > 20) known.right.clear()
          if (yes) known?.right.set(who, at)
          return yes
        },
      )
    },
  }

  function cache(kit: FrozenKit): CachedPlan {
    const key = `${kit.scopeId} ${kit.hash}`
    const known = cached.get(key)
    if (known) return touch(known)
    const fresh: CachedPlan = { ...kit, touchedAt: Date.now(), right: new Map() }
    cached.set(key, fresh)
    return fresh
  }

  /** Marks a plan as recently used, and notes once a day that it is still asked for. */
  function touch(kit: CachedPlan): CachedPlan {
    cached.get(`${kit.scopeId} ${kit.hash}`)
    if (Date.now() - kit.touchedAt > DAY_MS) {
      kit.touchedAt = Date.now()
      touchKitPlan(db, kit.scopeId, kit.hash).catch(() => {}) // a failure costs one of the thirty days the plan is kept
    }
    return kit
  }
}

/** Returns the portal or share whose kits a viewer may download; throws `package.empty` for other viewers. */
function scopeOf(viewer: Viewer): { scope: ContentScope; id: string } {
  const scope = contentScopeOf(viewer)
  if (!scope) throw new DomainError('package.empty')
  return { scope, id: 'portalId' in scope ? scope.portalId : scope.shareId }
}

const keyOfViewer = (viewer: Viewer): string => JSON.stringify(viewer)

const keyOf = ({ source, chosen, size, locale, title }: AskedKit): string =>
  createHash('sha256')
    .update(JSON.stringify([source, [...new Set(chosen)].sort(), size, locale, title]))
    .digest('base64url')
