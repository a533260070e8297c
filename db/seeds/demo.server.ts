import { createPerson } from '~/domain/identity/people.commands.server'
import type { Person } from '~/domain/identity/person'
import { type Db, openDatabase, openPool } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { openStores } from '~/platform/storage/open.server'
import { seedAnnotations } from './demo/annotations.server'
import { seedAssets } from './demo/assets.server'
import { people } from './demo/brand'
import { seedInbox } from './demo/inbox.server'
import { seedKeywords } from './demo/keywords.server'
import { seedOutside } from './demo/outside.server'
import { seedShoot } from './demo/shoot.server'

/** Fills an empty installation with the demo brand, by the same commands that people use; completes a half-filled one. */
export async function seedDemo({
  env,
  databaseUrl,
  say,
}: {
  env: Env
  databaseUrl: string
  say: (line: string) => void
}): Promise<void> {
  const pool = openPool(databaseUrl, { max: 6 })
  const db = openDatabase(pool)
  try {
    say('Seeding the demo brand …')
    const cast = await seedPeople(db)
    await seedKeywords(db, cast)
    const { storage, staging } = await openStores(env)
    const byFile = await seedAssets(db, storage, env, cast)
    await seedAnnotations(db, cast, byFile)
    await seedInbox(db, cast, byFile)
    for (const line of await seedOutside(db, cast, byFile, env)) say(line)
    await seedShoot({ db, storage, staging, env, cast })
  } finally {
    await pool.end()
  }
}

/** The people who create and approve the demo's content. */
export interface Cast {
  manager: Person
  editor: Person
}

async function seedPeople(db: Db): Promise<Cast> {
  const known = await db.selectFrom('person').select(['id', 'email', 'name', 'role']).execute()
  const cast: Person[] = []
  for (const { email, name, role, password } of people) {
    const there = known.find((person) => person.email === email)
    cast.push(there ?? (await createPerson(db, { email, name, role, password })))
  }
  const find = (role: string) => cast.find((person) => person.role === role)!
  return { manager: find('manager'), editor: find('editor') }
}
