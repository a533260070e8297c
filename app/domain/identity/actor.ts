import type { Actor } from '~/domain/audit/audit'
import type { Role } from './person'

/** A person as the actor of an audit line. */
export const actorOf = (person: { id: string; name: string; role?: Role }, network?: string): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  network,
})
