import { forgetAppearance } from '~/domain/appearances/store-appearance.commands.server'
import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import type { Tx } from '~/platform/db.server'
import { PRESET_NAMES } from '~/platform/images/preset-uses'
import { enqueue } from '~/platform/queue.server'
import { lockVersion } from './lock-version.server'
import { discard, NO_BYTES, rowsOf } from './outcomes.commands.server'

/**
 * Takes the pictures of a version out of delivery at once and has them made again, since what they show must not be seen any more.
 * Their bytes are deleted once nobody can be reading them.
 */
export async function forgetPictures(trx: Tx, versionId: string): Promise<void> {
  await lockVersion(trx, versionId)
  const before = await rowsOf(trx, versionId)
  await trx
    .updateTable('rendition')
    .set({ ...NO_BYTES, state: 'waiting', reason: null, recipe: null, madeAt: null })
    .where('versionId', '=', versionId)
    .where('preset', 'in', PRESET_NAMES)
    .execute()
  await discard(
    trx,
    versionId,
    before.filter(({ preset }) => (PRESET_NAMES as readonly string[]).includes(preset)),
  )
  await forgetAppearance(trx, versionId)
  await enqueue(trx, makeRenditions, { versionId })
}
