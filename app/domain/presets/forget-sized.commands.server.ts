import type { Db } from '~/platform/db.server'

/** Deletes renditions made for downloads whose stored object is missing or damaged: they are made again when they are asked for. */
export async function forgetSized(db: Db, objectKey: string): Promise<void> {
  await db.deleteFrom('presetRendition').where('objectKey', '=', objectKey).execute()
}
