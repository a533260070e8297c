import type { Db } from '~/platform/db.server'

/** Deletes the comparisons whose stored picture is missing or damaged: they are made again when somebody looks at them. */
export async function forgetPicture(db: Db, objectKey: string): Promise<void> {
  await db.deleteFrom('versionComparison').where('objectKey', '=', objectKey).execute()
}
