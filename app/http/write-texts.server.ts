import { setTimeout as pause } from 'node:timers/promises'
import type { RenditionName } from '~/domain/delivery/delivery.server'
import { askForEmbedded } from '~/domain/embeds/ask-for-embedded.commands.server'
import { dbNow } from '~/platform/db.server'
import { beingMade } from './being-made.server'
import type { Reader } from './byte-route.server'
import type { Context } from './context.server'

/** Texts are written within this time, and the bytes follow in the same response. */
const WAIT_MS = 2000
/** How often it is looked whether they are: from every 30 ms to every 200. */
const [LOOK_MS, LONGEST_LOOK_MS] = [30, 200]

/**
 * Has the texts of a portal or share written into a file before it leaves, and waits for it a little; throws
 * `rendition.being_made` when that takes longer, and what `reader.formToMake` throws. Does nothing for requests other than GET.
 */
export async function writeTexts(context: Context, reader: Reader, rendition: RenditionName): Promise<void> {
  const { db, request, now } = context
  if (request.method !== 'GET') return
  let form = await reader.formToMake(reader.viewer, rendition, now)
  const deadline = performance.now() + WAIT_MS
  for (let ms = LOOK_MS; form; ms = Math.min(LONGEST_LOOK_MS, ms * 1.3)) {
    if (!form.isAsked) await askForEmbedded(db, [form.wanted])
    if (performance.now() > deadline || request.signal.aborted) throw beingMade(context)
    await pause(ms)
    form = await reader.formToMake(await reader.viewerNow(), rendition, await dbNow(db))
  }
}
