import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import { lastKitOf } from '~/domain/kits/downloads.queries.server'
import { countPlansOf } from '~/domain/kits/kit-plans.queries.server'
import type { FrozenKit, KitSource } from '~/domain/kits/kit-plans.server'
import { kitMark } from '~/domain/kits/kit-zip.server'
import { fixedT } from '~/i18n/server'
import { dbNow } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { portionOf, type Reload, stateOf } from './bytes.server'
import type { Context } from './context.server'
import { sendPackage } from './send.server'

/** A kit as its route knows it. */
export interface RoutedKit {
  viewer: Viewer
  actor: Actor
  /** Looks up what the kit is made from; not asked for a kit whose plan is named. */
  source: () => Promise<KitSource>
  reload: Reload
}

/**
 * Sends a kit by its plan, `?plan=<hash>`. Without a plan it redirects to the plan of what is asked for (`?size=`, `?asset=`),
 * so that a download that goes on later goes on with the same bytes or not at all. Throws `kit.changed` for a plan of which
 * something may not leave any more, with the address of the new one; `package.empty`.
 */
export async function sendKit(context: Context, kit: RoutedKit): Promise<Response> {
  const hash = context.url.searchParams.get('plan')
  if (hash === null) return redirectToPlan(context, kit)
  const { viewer, actor, reload } = kit
  const { kits } = context.services
  const frozen = await kits.find(viewer, hash)
  if (!frozen || !(await kits.isRight(frozen, viewer))) throw changed(context, frozen?.query)
  const response = sendPackage(context, frozen.plan, {
    fileName: frozen.fileName,
    disposition: 'attachment',
    watched: {
      key: `${JSON.stringify(viewer)} ${hash}`,
      state: stateOf(context.services.contentVersion, viewer),
      isRight: async () => kits.isRight(frozen, await reload(context.db, await dbNow(context.db))),
    },
  })
  const portion = portionOf(context.request, response)
  if (portion) await context.services.downloads.recordKit(viewer, actor, frozen, portion)
  return response
}

async function redirectToPlan(context: Context, kit: RoutedKit): Promise<Response> {
  const { searchParams, pathname } = context.url
  const frozen = await context.services.kits.current(
    kit.viewer,
    {
      ...(await kit.source()),
      ...{ locale: context.locale, chosen: searchParams.getAll('asset'), query: searchParams.toString() },
      size: searchParams.get('size') === 'web' ? 'web' : 'best',
    },
    fixedT(context.locale, 'kit'),
  )
  if (isBlindResume(context.request.headers) && !(await beganWith(context, kit, frozen)))
    throw changed(context, frozen.query)
  return new Response(null, {
    status: 302,
    headers: { location: `${pathname}?${new URLSearchParams({ plan: frozen.hash })}`, 'cache-control': 'no-store' },
  })
}

/** Asks for the rest of something without saying of what (RFC 9110, 13.1.5), as `curl -C -` and `wget -c` do. */
const isBlindResume = (headers: Headers): boolean =>
  /^\s*bytes\s*=\s*0*[1-9]\d*\s*-/i.test(headers.get('range') ?? '') && !headers.has('if-range')

/** Whether what this network has of a kit so far can only be of this plan. */
async function beganWith({ db }: Context, { viewer, actor }: RoutedKit, frozen: FrozenKit): Promise<boolean> {
  const last = await lastKitOf(db, viewer, actor, frozen.requestKey)
  return last ? last === kitMark(frozen) : (await countPlansOf(db, frozen.scopeId, frozen.requestKey)) === 1
}

const changed = ({ url }: Context, query = ''): DomainError =>
  new DomainError('kit.changed', { again: query ? `${url.pathname}?${query}` : url.pathname })
