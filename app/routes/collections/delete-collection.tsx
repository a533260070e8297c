import { DeleteThings } from '~/routes/bin/delete-things'
import { urls } from '~/urls'

/** Puts a collection into the bin, from its page. */
export function DeleteCollection({ id, name }: { id: string; name: string }) {
  return <DeleteThings kind="collection" ids={[id]} name={name} to={urls.collections.list()} />
}
