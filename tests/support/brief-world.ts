import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Guest } from '~/domain/guests/guest'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import { BriefForm } from '~/domain/intake/brief'
import { inviteGuests } from '~/domain/intake/brief-guests.commands.server'
import { createBrief } from '~/domain/intake/briefs.commands.server'
import { filesOfGuest } from '~/domain/intake/files-of-guest.queries.server'
import { finishFile, openFile } from '~/domain/intake/open-file.commands.server'
import { submit } from '~/domain/intake/submit.commands.server'
import { dbNow } from '~/platform/db.server'
import { newSecret } from '~/platform/ids.server'
import type { openWorld } from './world'

export interface Sent {
  fileName?: string
  slotId?: string
  replacesId?: string
  isRelease?: boolean
}

/** What guests do in a world: briefs that ask them, and files that they send and submit. */
export function briefWorld(world: Awaited<ReturnType<typeof openWorld>>) {
  const { db, iker, sessionSecret: secret } = world

  const brief = async (given: Record<string, unknown> = {}) => {
    const form = BriefForm.parse({ title: { en: 'Autumn shoot' }, text: {}, zone: 'Europe/Madrid', ...given })
    return createBrief({ db, by: iker, now: await dbNow(db), secret }, form, 'en')
  }
  const guestOf = async (briefId: string): Promise<Guest> => {
    const guests = [{ name: 'Ane', email: `${newSecret(6)}@foto.example` }]
    const [made] = await inviteGuests({ db, by: iker, secret }, briefId, { guests, locale: 'eu' })
    return (await findGuestByToken(db, made!.token))!
  }
  /** Sends a whole file as a guest, and returns its id. */
  const send = async (guest: Guest, briefId: string, bytes: Buffer, sent: Sent = {}) => {
    const stagedId = newSecret(24)
    await mkdir(path.join(world.folder, 'staging'), { recursive: true })
    await writeFile(path.join(world.folder, 'staging', stagedId), bytes)
    const file = { stagedId, fileName: 'shoot.jpg', byteSize: bytes.length, ...sent }
    const id = await openFile(db, { guest, briefId, now: await dbNow(db) }, file)
    await finishFile(db, stagedId)
    return id
  }
  const submitAll = async (guest: Guest, briefId: string) =>
    submit(db, { guest, briefId, now: await dbNow(db) }, { message: '' })

  /** Has a guest submit one photograph, and returns the asset in review that it has become. */
  const inReview = async (briefId: string, sent: Sent = {}) => {
    const guest = await guestOf(briefId)
    await send(guest, briefId, await world.jpeg(), sent)
    await world.runJobs()
    await submitAll(guest, briefId)
    await world.runJobs()
    const [file] = await filesOfGuest(db, guest.id)
    return { guest, assetId: file!.assetId!, versionId: file!.versionId! }
  }
  return { brief, guestOf, send, submitAll, inReview }
}
