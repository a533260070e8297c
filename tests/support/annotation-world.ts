import { openWorld } from '#tests/support/world'
import type { Place } from '~/domain/annotations/annotation'
import { addAnnotation } from '~/domain/annotations/annotations.commands.server'
import { annotationsOf } from '~/domain/annotations/annotations.queries.server'
import { type Author, personAuthor } from '~/domain/annotations/author'
import { typedText } from '~/domain/annotations/mentions'
import { newId } from '~/platform/ids.server'

export const POINT = { kind: 'point', page: null, x: 0.25, y: 0.5 } as const satisfies Place

export interface AnnotatedFile {
  assetId: string
  versionId: string
}

/** A world whose staff annotate its files. */
export async function openAnnotationWorld() {
  const world = await openWorld()
  const { db, pool } = world
  const [mara, iker] = [personAuthor(world.mara), personAuthor(world.iker)]

  const add = (
    { assetId, versionId }: AnnotatedFile,
    text = 'The horizon is not level',
    place: Place = POINT,
    author = iker,
  ) => addAnnotation(db, author, assetId, { versionId, place, text })

  const shown = ({ assetId, versionId }: AnnotatedFile, author = mara, number?: number) =>
    annotationsOf(db, author, { assetId, versionId, number })

  return {
    ...{ world, mara, iker, add, shown },
    /** The comments of each annotation, as they would be typed. */
    texts: async (file: AnnotatedFile, author = mara, number?: number) =>
      (await shown(file, author, number)).map(({ comments }) => comments.map(({ parts }) => parts && typedText(parts))),
    newVersion: async ({ assetId }: AnnotatedFile, bytes?: Buffer, name = 'again.jpg'): Promise<AnnotatedFile> => {
      const taken = await world.takeInBytes(bytes ?? (await world.jpeg()), name, { targetAssetId: assetId })
      if (taken.outcome !== 'taken') throw new Error('not taken in')
      return taken
    },
    /** The events of an asset's annotations, in their order. */
    events: async (assetId: string) => {
      const { rows } = await pool.query(
        `select type, actor_name, actor_kind, facts from audit_event
         where subject_id = $1 and type like 'annotation.%' order by id`,
        [assetId],
      )
      return rows
    },
    guestOf: async ({ assetId }: AnnotatedFile): Promise<Author> => {
      const [id, name] = [newId(), 'Studio Haize']
      await pool.query(
        `insert into guest (id, name, email, token_hash, expires_at)
         values ($1::uuid, $2, 'studio@haize.example', $1::text, now() + interval '1 day')`,
        [id, name],
      )
      return { kind: 'guest', id, name, assetIds: [assetId] }
    },
    close: () => world.close(),
  }
}

export type AnnotationWorld = Awaited<ReturnType<typeof openAnnotationWorld>>
