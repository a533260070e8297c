import type { ReviewTemplate } from '~/domain/review/review-template'
import { templatePlaces, votingPeople } from '~/domain/review/review-templates.queries.server'
import type { Db } from '~/platform/db.server'
import type { TemplateNames } from './template-texts'

/** Returns what templates can be for and who can vote, with the names of all whom `templates` name. */
export async function loadChoices(db: Db, templates: readonly ReviewTemplate[]) {
  const { collections, briefs } = await templatePlaces(db)
  const named = templates.flatMap(({ stages }) =>
    stages.flatMap(({ voters }) =>
      voters.kind === 'people' ? voters.people.flatMap((each) => [each.personId, each.deputyId ?? each.personId]) : [],
    ),
  )
  const people = [...(await votingPeople(db, named)).values()]
  const byId = (all: { id: string; name: string }[]) => Object.fromEntries(all.map(({ id, name }) => [id, name]))
  const names: TemplateNames = { people: byId(people), collections: byId(collections), briefs: byId(briefs) }
  return { collections, briefs, people: people.map(({ id, name }) => ({ id, name })), names }
}
