import type { Db } from '~/platform/db.server'

/** Deletes forms whose stored object is missing or damaged: they are made again when they are asked for. */
export async function forgetEmbedded(db: Db, objectKey: string): Promise<void> {
  await db.deleteFrom('embeddedForm').where('objectKey', '=', objectKey).execute()
}
