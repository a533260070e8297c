import type { ViewScope } from '~/domain/access/access'
import type { EmbeddedWanted, OutgoingFile } from '~/domain/embeds/embedded-form'
import { embeddedForms } from '~/domain/embeds/embedded-forms.queries.server'
import { DomainError } from '~/platform/errors'
import { FILES, type RenditionName } from './deliverables.queries.server'
import { deliverOne } from './delivery.server'

/**
 * Returns a file as it leaves, with the texts of the portal or share where that has any. Throws `rendition.not_ready` until it is
 * made, and what `deliverOne` throws.
 */
export async function deliverWithTexts(scope: ViewScope, id: string, rendition: RenditionName) {
  const plain = await deliverOne(scope, id, rendition)
  if (!FILES.includes(rendition)) return plain
  return withTexts(scope, plain)
}

/** Returns a file with its texts. Throws `rendition.not_ready` until it is made. */
async function withTexts<File extends OutgoingFile>({ db, viewer }: ViewScope, file: File): Promise<File> {
  const [form] = await embeddedForms(db, viewer, [file])
  if (form?.state !== 'ready') throw new DomainError('rendition.not_ready')
  return form.file
}

/** Returns the form that has to be made before a file leaves; undefined when it may leave. Throws what `deliverOne` throws. */
export async function formToMake(
  scope: ViewScope,
  id: string,
  rendition: RenditionName,
): Promise<{ wanted: EmbeddedWanted; isAsked: boolean } | undefined> {
  const [form] = await embeddedForms(scope.db, scope.viewer, [await deliverOne(scope, id, rendition)])
  return form?.state === 'waiting' ? form : undefined
}
