import { currentAgreement } from '~/domain/intake/agreements.queries.server'
import { type Brief, briefState } from '~/domain/intake/brief'
import { filesOfGuest, slotProgress } from '~/domain/intake/files-of-guest.queries.server'
import { type AskedField, askedFields, findSubmission } from '~/domain/intake/guest-page.queries.server'
import { labelOf, mostLengthOf } from '~/domain/metadata/field'
import { isList } from '~/domain/metadata/field-input'
import { choicesOf } from '~/domain/metadata/vocabularies.queries.server'
import { linkedShareToken } from '~/domain/shares/kit-token.queries.server'
import type { Context } from '~/http/context.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { parseMarkdown } from '~/platform/markdown'
import { urls } from '~/urls'
import { guestUrls } from '~/urls/guests'
import { type EnteredGuest, enterGuest, titleOf } from './enter-guest.server'

/** Returns the data of a guest's page in its current state: open, or what has to be given first, or why it is closed. */
export async function guestPageOf(context: Context) {
  const entrance = await enterGuest(context)
  return entrance.state === 'entered' ? open(context, entrance) : entrance
}

async function open(context: Context, { guest, brief, token, locale, branding, contact }: EnteredGuest) {
  const { db, now, url, services } = context
  const kit = brief.shareId ? await linkedShareToken(db, brief.shareId, services.env.sessionSecret, now) : undefined
  const [files, slots, fields, receipt, agreement] = await Promise.all([
    filesOfGuest(db, guest.id),
    slotsOf(context, brief, { guestId: guest.id, kit }),
    askedFields(db, brief).then((asked) => Promise.all(asked.map((field) => fieldOf(context, field)))),
    findSubmission(db, guest.id, url.searchParams.get('receipt')),
    agreementOf(context, brief),
  ])
  return {
    ...{ state: 'open' as const, status: 200, locale, branding, contact, token },
    guest: { id: guest.id, name: guest.name, email: guest.email, expiresAt: guest.expiresAt },
    brief: {
      ...textsOf(brief, locale),
      ...{ state: briefState(brief, now), dueAt: brief.dueAt, zone: brief.zone, rules: brief.rules },
      ...{ mostFiles: brief.mostFiles, mostBytes: brief.mostBytes, needsRelease: brief.needsRelease },
      ...{ kitUrl: kit && urls.share.landing(kit), mostUploadBytes: services.env.maxUploadBytes },
    },
    slots,
    fields,
    agreement,
    // Without the ids of what they have become: those are of the library.
    files: files.map(({ assetId, versionId, ...file }) => ({
      ...file,
      picture: versionId && file.submittedAt ? guestUrls.picture(token, versionId, 'thumb') : undefined,
    })),
    receipt,
    problem: problemIn(url),
    isMailed: !!(services.env.mail.smtpUrl || services.env.mail.resendApiKey),
  }
}

function textsOf(brief: Brief, locale: string) {
  const text = pickText(brief.text, locale, brief.sourceLocale)
  return { title: titleOf(brief, locale), text: text && { blocks: parseMarkdown(text.value), lang: text.locale } }
}

async function slotsOf({ db }: Context, brief: Brief, { guestId, kit }: { guestId: string; kit?: string }) {
  const progress = await slotProgress(db, brief.id, brief.showsOthers ? undefined : guestId)
  return brief.slots.map(({ referenceAssetId, ...slot }) => ({
    ...slot,
    progress: progress.find(({ slotId }) => slotId === slot.id),
    // Of the reference kit, which decides whether it is shown.
    picture: kit && referenceAssetId ? urls.share.media(kit, referenceAssetId, 'thumb') : undefined,
  }))
}

async function fieldOf({ db, locale }: Context, field: AskedField) {
  const { id, key, type, help, isAskedRequired, isForAll, vocabularyId } = field
  const t = fixedT(locale, 'metadata')
  const choices =
    vocabularyId === null || (type !== 'term' && type !== 'terms') ? undefined : await choicesOf(db, vocabularyId, [])
  return {
    ...{ id, key, type, isRequired: isAskedRequired, isForAll, isList: isList(field) },
    ...{ mostLength: mostLengthOf(field) },
    label: labelOf(field, locale) ?? t(`built_in.${key}`),
    help: pickText(help, locale, 'en')?.value,
    choices: choices?.flatMap(({ labels }) => pickText(labels, locale, 'en')?.value ?? []),
  }
}

async function agreementOf({ db, locale }: Context, { agreementId, sourceLocale }: Brief) {
  const version = agreementId ? await currentAgreement(db, agreementId) : undefined
  const text = version && pickText(version.texts, locale, sourceLocale)
  if (!version || !text) return undefined
  const { id, assignsRights, asksAboutAi } = version
  return { id, assignsRights, asksAboutAi, blocks: parseMarkdown(text.value), lang: text.locale }
}

/** Codes of errors that a plain form may lead back with. */
const problemIn = (url: URL): string | undefined =>
  /^(?:brief|form|upload)\.[a-z_]{1,40}$/.exec(url.searchParams.get('problem') ?? '')?.[0]

export type GuestPage = Extract<Awaited<ReturnType<typeof guestPageOf>>, { state: 'open' }>
export type PageFile = GuestPage['files'][number]
export type PageField = GuestPage['fields'][number]
export type PageSlot = GuestPage['slots'][number]
