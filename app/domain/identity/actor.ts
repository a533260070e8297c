import type { Actor } from '~/domain/audit/audit'
import type { Role } from './person'

/** Returns a person as the actor of an audit event, with the truncated address of their network. */
export const actorOf = (person: { id: string; name: string; role?: Role }, network?: string): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  network,
})
