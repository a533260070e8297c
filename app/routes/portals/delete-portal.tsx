import { DeleteThings } from '~/routes/bin/delete-things'
import { urls } from '~/urls'

/** Moves a portal to the bin, from its own page. That page must load the i18n surface `bin`. */
export function DeletePortal({ id, name }: { id: string; name: string }) {
  return <DeleteThings kind="portal" ids={[id]} name={name} to={urls.portals.list()} />
}
