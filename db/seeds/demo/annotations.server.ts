import { addAnnotation } from '~/domain/annotations/annotations.commands.server'
import { personAuthor } from '~/domain/annotations/author'
import { replyTo } from '~/domain/annotations/comments.commands.server'
import type { Db } from '~/platform/db.server'
import type { Cast } from '../demo.server'
import { assets } from './brand'

/** Annotates the photograph that waits for review: two markers, one of them with an answer. */
export async function seedAnnotations(db: Db, cast: Cast, byFile: Map<string, string>): Promise<void> {
  const waiting = assets.find(({ state }) => state === 'in_review')
  const assetId = waiting && byFile.get(waiting.file)
  const asset = assetId
    ? await db
        .selectFrom('asset')
        .where('id', '=', assetId)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('annotation').whereRef('annotation.assetId', '=', 'asset.id').select('annotation.id'))),
        )
        .select(['id', 'currentVersionId as versionId'])
        .executeTakeFirst()
    : undefined
  if (!asset) return
  const { id, versionId } = asset
  const [manager, editor] = [personAuthor(cast.manager), personAuthor(cast.editor)]
  const first = { kind: 'box', page: null, x: 0.3, y: 0.35, width: 0.22, height: 0.3 } as const
  const text = `The turquoise looks stronger than on paper. @${cast.editor.name}, is that how it was?`
  const { number } = await addAnnotation(db, manager, id, { versionId, place: first, text })
  await replyTo(db, editor, id, { number, text: 'Yes, the sun stood low. I can ask for a softer one.' })
  const second = { kind: 'point', page: null, x: 0.78, y: 0.62 } as const
  await addAnnotation(db, manager, id, { versionId, place: second, text: 'There is dust on this bristle.' })
}
