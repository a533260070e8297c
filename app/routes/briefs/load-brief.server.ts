import { renderSVG } from 'uqr'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { guestClosedReason } from '~/domain/guests/guest'
import { findAgreement } from '~/domain/intake/agreements.queries.server'
import { type Brief, briefState, REMINDED_HOURS } from '~/domain/intake/brief'
import { findBrief, guestsOfBrief } from '~/domain/intake/briefs.queries.server'
import { deliveredFiles, deliveredTotals } from '~/domain/intake/deliveries.queries.server'
import { slotProgress } from '~/domain/intake/files-of-guest.queries.server'
import { openLinkToken } from '~/domain/intake/open-link.commands.server'
import { slotState } from '~/domain/intake/slot-state'
import { findPortal } from '~/domain/portals/portals.queries.server'
import { shareState } from '~/domain/shares/share'
import { findShare } from '~/domain/shares/shares.queries.server'
import type { StaffContext } from '~/http/context.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { mailIsSetUp } from '~/platform/mail.server'
import { guestUrls } from '~/urls/guests'

const HOUR_MS = 3_600_000

/** Returns everything that the page of a brief shows; with `guestId` all that came from there. Throws `brief.unknown`. */
export async function loadBrief(context: StaffContext, id: string | undefined, guestId: string | undefined) {
  const { db, viewer, now, locale, services } = context
  const { sessionSecret, baseUrl, mail } = services.env
  const brief = await findBrief(db, id)
  if (!brief) throw new DomainError('brief.unknown')
  const files = await deliveredFiles(db, brief.id, guestId)
  const progress = new Map((await slotProgress(db, brief.id)).map((slot) => [slot.slotId, slot]))
  const references = brief.slots.flatMap(({ referenceAssetId }) => referenceAssetId ?? [])
  const assets = await staffAssets(
    { db, viewer, now },
    [...new Set([...files.flatMap(({ assetId }) => assetId ?? []), ...references])],
    locale,
  )
  const addressOf = (token: string) => new URL(guestUrls.page(token), baseUrl).href
  const guests = (await guestsOfBrief(db, brief.id, sessionSecret)).map(({ token, ...guest }) => ({
    ...guest,
    address: addressOf(token),
    closed: guestClosedReason(guest, now),
    isReminded: guest.remindedAt !== null && +now - +guest.remindedAt < REMINDED_HOURS * HOUR_MS,
  }))
  const token = await openLinkToken(db, brief.id, sessionSecret)
  const address = token && addressOf(token)
  return {
    brief,
    name: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '',
    text: pickText(brief.text, locale, brief.sourceLocale),
    state: briefState(brief, now),
    totals: await deliveredTotals(db, brief.id),
    slots: brief.slots.map((slot) => ({
      ...slot,
      progress: progress.get(slot.id),
      state: slotState(slot.wanted, progress.get(slot.id)),
    })),
    ...{ files, guests, guestId, locale },
    pictures: Object.fromEntries(assets.map((asset): [string, StaffAsset] => [asset.id, asset])),
    openLink: address && { address, qr: renderSVG(address, { border: 2 }) },
    gone: await goneParts(context, brief),
    hasMail: mailIsSetUp(mail),
  }
}

/** Returns what a brief refers to that is not there any more, or not as guests need it. */
async function goneParts({ db, now }: StaffContext, brief: Brief): Promise<string[]> {
  const [portal, collection, share, agreement] = await Promise.all([
    brief.portalId ? findPortal(db, brief.portalId) : undefined,
    brief.collectionId ? findCollection(db, brief.collectionId) : undefined,
    brief.shareId ? findShare(db, brief.shareId) : undefined,
    brief.agreementId ? findAgreement(db, brief.agreementId) : undefined,
  ])
  const isPublished = portal?.publishedAt && portal.publishedAt <= now
  return [
    ...(brief.portalId && !isPublished ? ['portal'] : []),
    ...(brief.collectionId && !collection ? ['collection'] : []),
    ...(brief.shareId && (!share || shareState(share, now) !== 'open') ? ['share'] : []),
    ...(brief.agreementId && (!agreement || agreement.retiredAt) ? ['agreement'] : []),
  ]
}
