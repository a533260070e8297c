import { urls } from '~/urls'
import { DeleteThings } from '../bin/delete-things'

/** Puts a collection into the bin, from its page. */
export function DeleteCollection({ id, name }: { id: string; name: string }) {
  return <DeleteThings kind="collection" ids={[id]} name={name} to={urls.collections.list()} />
}
