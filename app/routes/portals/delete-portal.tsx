import { DeleteThings } from '~/routes/bin/delete-things'
import { urls } from '~/urls'

/** Puts a portal into the bin, from its page. Needs the surface `bin` in the page's words. */
export function DeletePortal({ id, name }: { id: string; name: string }) {
  return <DeleteThings kind="portal" ids={[id]} name={name} to={urls.portals.list()} />
}
