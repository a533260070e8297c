import { urls } from '~/urls'

/** Returns the URL of an audit event's subject; undefined if it has no page. */
export function subjectUrl(kind: string | null, id: string | null): string | undefined {
  if (!id) return undefined
  if (kind === 'asset') return urls.library.asset(id)
  if (kind === 'collection') return urls.collections.edit(id)
  if (kind === 'portal') return urls.portals.edit(id)
  if (kind === 'share') return urls.shares.manage(id)
  if (kind === 'person') return urls.people.edit(id)
  if (kind === 'preset') return urls.admin.preset(id)
  if (kind === 'field') return urls.admin.field(id)
  if (kind === 'template') return urls.admin.template(id)
  if (kind === 'review_template') return urls.admin.reviewTemplate(id)
  if (kind === 'vocabulary') return urls.admin.vocabulary(id)
  if (kind === 'named_person') return urls.namedPersons.edit(Number(id))
  if (kind === 'group') return urls.admin.metadata()
  if (kind === 'folder') return urls.library.folders({ folder: id })
  if (kind === 'import') return urls.admin.import(id)
  if (kind === 'brief') return urls.briefs.show(id)
  if (kind === 'agreement') return urls.briefs.agreement(id)
  return undefined
}
