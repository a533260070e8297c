import { mediumOf } from '~/domain/annotations/annotation'
import { annotationsOf } from '~/domain/annotations/annotations.queries.server'
import { personAuthor } from '~/domain/annotations/author'
import type { StaffContext } from '~/http/context.server'

interface SeenVersion {
  id: string
  kind: string
  editHash: string
}

/** Returns the annotations of an asset as a page shows them beside one of its versions; only one of them with `number`. */
export async function loadAnnotations(
  { db, person }: Pick<StaffContext, 'db' | 'person'>,
  assetId: string,
  version: SeenVersion,
  number?: number,
) {
  return {
    ...{ assetId, versionId: version.id, edit: version.editHash, medium: mediumOf(version.kind) },
    list: await annotationsOf(db, personAuthor(person), { assetId, versionId: version.id, number }),
  }
}
