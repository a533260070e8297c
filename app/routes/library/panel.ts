import { textsOf } from '~/domain/assets/asset-texts.queries.server'
import { findAsset, versionsOf } from '~/domain/assets/versions.queries.server'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { mayEditAssets, mayManagePortals } from '~/domain/identity/permissions'
import { shownKeywords } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { staffFields } from '~/domain/metadata/staff-fields.queries.server'
import { stepsOf } from '~/domain/review/review.queries.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { USED_NOWHERE, usedIn } from '~/domain/search/used-in.queries.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { type Localized, pickText } from '~/platform/language'
import { urls } from '~/urls'
import { loadCompleteness } from './load-completeness.server'

/** What the panel beside the library shows of an asset; with `?part=history` only its review so far. */
export const loader = staffLoader('viewer', async ({ db, viewer, person, params, url, locale, now }) => {
  const id = params.asset ?? ''
  const [shown] = await staffAssets({ db, viewer, now }, [id], locale)
  const record = shown && (await findAsset(db, id))
  if (!shown || !record) throw new DomainError('asset.unknown')
  const mayEdit = mayEditAssets(person)
  const versions = await versionsOf(db, id)
  if (url.searchParams.get('part') === 'history') {
    const numbers = new Map(versions.map((version) => [version.id, version.number]))
    const steps = mayEdit ? await stepsOf(db, id) : []
    return {
      id,
      steps: steps.map(({ versionId, ...step }) => ({ ...step, number: numbers.get(versionId) })),
    }
  }
  const version = versions.find((each) => each.id === shown.versionId)
  const { title: _, ...texts } = await textsOf(db, id)
  const pick = (text: Localized) => pickText(text, locale, record.sourceLocale)
  const rights = mayEdit ? await findRights(db, id) : undefined
  const linksTo = linksFor({ db, viewer, now }, { from: id, locale, hrefOf: urls.library.asset })
  const fields = mayEdit
    ? await staffFields(db, { assetId: id, kind: shown.kind, locale }, linksTo)
    : (await assetDetails(db, shown, locale, linksTo)).fields
  return {
    id,
    details: {
      texts: {
        description: pick(texts.description),
        altText: pick(texts.altText),
        usageTerms: pick(texts.usageTerms),
      },
      keywords: shownKeywords(await keywordMeanings(db, record.keywords), record.keywords, locale).map(
        ({ text }) => text,
      ),
      fields,
      file: version && {
        ...{ name: version.fileName, bytes: version.byteSize, width: version.width, height: version.height },
        pages: version.pageCount,
      },
      folder: await findFolder(db, record.folderId),
      rights,
      used: mayEdit ? await usedIn({ db, viewer, now }, person, id, locale) : USED_NOWHERE,
      completeness: mayEdit ? await loadCompleteness(db, id, locale) : undefined,
      mayEdit,
      opensPortals: mayManagePortals(person),
    },
    locale,
  }
})
