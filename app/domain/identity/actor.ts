import type { Actor } from '~/domain/audit/audit'
import type { Role } from './person'

/** Returns a person as the actor of an audit event, with the truncated address of their network; an actor as it is. */
export const actorOf = (person: { id: string; name: string; role?: Role } | Actor, network?: string): Actor =>
  'kind' in person ? person : { kind: 'person', id: person.id, name: person.name, network }

/** Returns the id of a person who acts; null for guests and the product, who are in no column that refers to persons. */
export const personIdOf = ({ kind, id }: Actor): string | null => (kind === 'person' ? (id ?? null) : null)
