import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { createPerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { listInbox } from '~/domain/notices/inbox.queries.server'
import { makeNotices } from '~/domain/notices/make-notices.subscriber.server'
import { InboxFilter } from '~/domain/notices/notice'
import { dbNow } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

let world: World
let admin: Person
beforeAll(async () => {
  world = await openWorld()
  const ane = { email: 'ane@mendialde.example', name: 'Ane', password: 'a long password' }
  admin = await createPerson(world.db, { ...ane, role: 'admin' })
})
afterAll(() => world.close())

async function types(person: Person): Promise<string[]> {
  const viewer: Viewer = { kind: 'staff', personId: person.id, name: person.name, role: person.role }
  const scope = { db: world.db, viewer, now: await dbNow(world.db), person, zone: 'UTC' }
  return (await listInbox(scope, InboxFilter.parse({}))).notices.map(({ type }) => type)
}
const happen = async (type: string, assetId: string, facts: object) => {
  const { rows } = await sql<{
    id: number
  }>`insert into audit_event (actor_kind, actor_id, actor_name, type, subject_kind,
    subject_id, facts) values ('person', ${world.mara.id}, 'Mara', ${type}, 'asset', ${assetId},
    ${JSON.stringify(facts)}::jsonb) returning id`.execute(world.db)
  const eventIds = rows.map(({ id }) => id)
  for (let n = 0; n < 2; n++) await makeNotices.run({ eventIds }, { db: world.db })
}

test('who is mentioned and who wrote before are told once, until the thread is settled; a viewer is told nothing', async () => {
  const { assetId, versionId } = await world.photo('draft')
  const thread = { annotationId: newId(), annotation: 1, versionId, guests: [] }
  const reply = {
    ...thread,
    commentId: newId(),
    mentioned: [world.iker.id, world.nerea.id],
    participants: [admin.id],
  }
  await happen('annotation.replied', assetId, reply)
  expect(await types(world.iker)).toEqual(['mentioned'])
  expect(await types(admin)).toEqual(['answered'])
  expect(await types(world.nerea)).toEqual([])
  await happen('annotation.resolved', assetId, { ...thread, mentioned: [], participants: [world.iker.id] })
  expect(await types(world.iker)).toEqual([])
  expect(await types(admin)).toEqual([])
})
