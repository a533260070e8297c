import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Person } from '~/domain/identity/person'
import { BriefForm } from '~/domain/intake/brief'
import { inviteGuests } from '~/domain/intake/brief-guests.commands.server'
import { createBrief } from '~/domain/intake/briefs.commands.server'
import { openLinkToken } from '~/domain/intake/open-link.commands.server'
import { type Db, dbNow } from '~/platform/db.server'
import { newSecret } from '~/platform/ids.server'

/** Makes briefs and guests in the database of a running product, whose secret links are derived from. */
export function openIntake({ db, secret, by }: { db: Db; secret: string; by: Person }) {
  const brief = async (given: Record<string, unknown> = {}): Promise<string> => {
    const form = BriefForm.parse({ title: { en: 'Autumn shoot' }, text: {}, zone: 'Europe/Madrid', ...given })
    return createBrief({ db, by, now: await dbNow(db), secret }, form, 'en')
  }
  return {
    brief,
    /** Returns the token of a new guest of a brief. */
    guest: async (briefId: string, name = 'Ane', locale = 'en'): Promise<string> => {
      const guests = [{ name, email: `${newSecret(6)}@foto.example` }]
      const [made] = await inviteGuests({ db, by, secret }, briefId, { guests, locale })
      return made?.token ?? ''
    },
    openLink: (briefId: string) => openLinkToken(db, briefId, secret),
  }
}

/** The secret that a product started with a data folder keeps in it. */
export const secretOf = async (dataDir: string): Promise<string> => {
  const text = await readFile(path.join(dataDir, 'secrets', 'session-secret'), 'utf8').catch(() => '')
  return text.trim()
}
