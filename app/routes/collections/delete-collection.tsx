import { DeleteThings } from '~/routes/bin/delete-things'
import { urls } from '~/urls'

/** Moves a collection to the bin, from its own page. */
export function DeleteCollection({ id, name }: { id: string; name: string }) {
  return <DeleteThings kind="collection" ids={[id]} name={name} to={urls.collections.list()} />
}
