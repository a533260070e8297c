import { createInterface } from 'node:readline/promises'
import { createPerson } from '~/domain/identity/people.commands.server'
import { NewPerson } from '~/domain/identity/person'
import { DomainError } from '~/platform/errors'
import type { Cli } from './open'

/**
 * Adds a person who may sign in; the password is in VITRINE_PASSWORD or is prompted for. Returns the exit code; throws when
 * stopped.
 */
export async function addPerson(
  { db }: Cli,
  email: string,
  { name, role }: { name?: string; role?: string },
  stop = new AbortController(),
): Promise<number> {
  const password = process.env.VITRINE_PASSWORD ?? (await askPassword(stop))
  const input = NewPerson.safeParse({ email, name, role, password })
  if (!input.success) {
    for (const issue of input.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`)
    return 2
  }
  try {
    await createPerson(db, input.data)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    process.stderr.write(`${error.code}\n`)
    return 1
  }
  process.stdout.write(`${input.data.name} may sign in as ${input.data.email} (${input.data.role}).\n`)
  return 0
}

async function askPassword(stop: AbortController): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // While readline reads from a terminal, Ctrl-C goes to it and not to the process.
  lines.once('SIGINT', () => stop.abort())
  try {
    return await lines.question('Password (12 characters or more): ', { signal: stop.signal })
  } finally {
    lines.close()
  }
}
