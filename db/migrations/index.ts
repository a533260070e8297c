import { type Migration, sql } from 'kysely'
import { identity } from './20261123-01-identity'
import { assets } from './20261123-02-assets'
import { outside } from './20261123-03-outside'
import { houseChange } from './20261123-04-house-change'
import { bin } from './20261125-01-bin'
import { oldSlugs } from './20261125-02-old-slugs'
import { outgoingTerms } from './20261125-03-outgoing-terms'
import { contentChange } from './20261125-04-content-change'
import { growingDelay } from './20261125-06-growing-delay'
import { objectDeletion } from './20261125-07-object-deletion'
import { people } from './20261125-08-people'
import { assetSource } from './20261125-09-asset-source'
import { selection } from './20261125-09-selection'
import { recipes } from './20261125-11-recipes'
import { kitPlan } from './20261125-12-kit-plan'
import { dropHouseChange } from './20261125-13-drop-house-change'
import { dropRateLimit } from './20261129-01-drop-rate-limit'
import { fieldWords } from './20261129-02-field-words'
import { kinds } from './20261129-03-kinds'
import { converters } from './20261129-04-converters'
import { captions } from './20261129-05-captions'
import { versionNotes } from './20261129-06-version-notes'
import { downloadPresets } from './20261130-01-download-presets'
import { duplicates } from './20261130-03-duplicates'
import { relations } from './20261130-04-relations'
import { folders } from './20261130-05-folders'
import { imports } from './20261130-06-imports'
import { storedCrc } from './20261130-07-stored-crc'
import { scrub } from './20261130-08-scrub'
import { findingChanges } from './20261130-09-finding-changes'
import { versionEdit } from './20261130-10-version-edit'
import { writtenForms } from './20261130-13-written-forms'
import { modelPosters } from './20261130-15-model-posters'
import { pins } from './20261130-17-pins'
import { ingestRules } from './20261130-18-ingest-rules'
import { metadataFields } from './20261130-21-metadata-fields'
import { vocabularies } from './20261130-22-vocabularies'
import { withheldValues } from './20261130-22-withheld-values'
import { embeddedForms } from './20261130-23-embedded-forms'
import { fileTags } from './20261130-23-file-tags'
import { libraryLook } from './20261130-24-library-look'
import { valueHistory } from './20261130-25-value-history'
import { search } from './20261130-29-search'
import { searchTerms } from './20261130-29-search-terms'
import { pendingIndex } from './20261130-30-pending-index'
import { namedPersons } from './20261201-01-named-persons'
import { keywords } from './20261201-05-keywords'
import { vocabularyImports } from './20261201-06-vocabulary-imports'
import { templates } from './20261201-10-templates'
import { fileDifferences } from './20261201-11-file-differences'
import { returnedTexts } from './20261201-15-returned-texts'
import { smartCollections } from './20261201-20-smart-collections'
import { savedSearches } from './20261201-21-saved-searches'
import { searchSubscriptions } from './20261201-22-search-subscriptions'
import { customFieldIndex } from './20261201-25-custom-field-index'
import { portalFacets } from './20261201-26-portal-facets'
import { searchLog } from './20261201-27-search-log'
import { appearances } from './20261201-30-appearances'
import { libraryColumns } from './20261201-35-library-columns'
import { presetTexts } from './20261201-36-preset-texts'
import { scrubOutages } from './20261201-40-scrub-outages'
import { guests } from './20261202-01-guests'
import { briefs } from './20261202-02-briefs'
import { rejections } from './20261202-03-rejections'
import { annotations } from './20261202-10-annotations'
import { notices } from './20261202-20-notices'
import { letters } from './20261202-21-letters'
import { briefLetters } from './20261202-30-brief-letters'
import { reviewTemplates } from './20261202-40-review-templates'

const statements = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db)
  },
})

/** Every migration by name, oldest first; imported by hand so that one bundle contains them all. Forward only. */
export const migrations: Record<string, Migration> = {
  '20261123-01-identity': statements(identity),
  '20261123-02-assets': statements(assets),
  '20261123-03-outside': statements(outside),
  '20261123-04-house-change': statements(houseChange),
  '20261125-01-bin': statements(bin),
  '20261125-02-old-slugs': statements(oldSlugs),
  '20261125-03-outgoing-terms': statements(outgoingTerms),
  '20261125-04-content-change': statements(contentChange),
  '20261125-06-growing-delay': statements(growingDelay),
  '20261125-07-object-deletion': statements(objectDeletion),
  '20261125-08-people': statements(people),
  '20261125-09-asset-source': statements(assetSource),
  '20261125-09-selection': statements(selection),
  '20261125-11-recipes': statements(recipes),
  '20261125-12-kit-plan': statements(kitPlan),
  '20261125-13-drop-house-change': statements(dropHouseChange),
  '20261129-01-drop-rate-limit': statements(dropRateLimit),
  '20261129-02-field-words': statements(fieldWords),
  '20261129-03-kinds': statements(kinds),
  '20261129-04-converters': statements(converters),
  '20261129-05-captions': statements(captions),
  '20261129-06-version-notes': statements(versionNotes),
  '20261130-01-download-presets': statements(downloadPresets),
  '20261130-03-duplicates': statements(duplicates),
  '20261130-04-relations': statements(relations),
  '20261130-05-folders': statements(folders),
  '20261130-06-imports': statements(imports),
  '20261130-07-stored-crc': statements(storedCrc),
  '20261130-08-scrub': statements(scrub),
  '20261130-09-finding-changes': statements(findingChanges),
  '20261130-10-version-edit': statements(versionEdit),
  '20261130-13-written-forms': statements(writtenForms),
  '20261130-15-model-posters': statements(modelPosters),
  '20261130-17-pins': statements(pins),
  '20261130-18-ingest-rules': statements(ingestRules),
  '20261130-21-metadata-fields': statements(metadataFields),
  '20261130-22-vocabularies': statements(vocabularies),
  '20261130-22-withheld-values': statements(withheldValues),
  '20261130-23-embedded-forms': statements(embeddedForms),
  '20261130-23-file-tags': statements(fileTags),
  '20261130-24-library-look': statements(libraryLook),
  '20261130-25-value-history': statements(valueHistory),
  '20261130-29-search': statements(search),
  '20261130-29-search-terms': statements(searchTerms),
  '20261130-30-pending-index': statements(pendingIndex),
  '20261201-05-keywords': statements(keywords),
  '20261201-06-vocabulary-imports': statements(vocabularyImports),
  '20261201-01-named-persons': statements(namedPersons),
  '20261201-30-appearances': statements(appearances),
  '20261201-20-smart-collections': statements(smartCollections),
  '20261201-21-saved-searches': statements(savedSearches),
  '20261201-22-search-subscriptions': statements(searchSubscriptions),
  '20261201-35-library-columns': statements(libraryColumns),
  '20261201-10-templates': statements(templates),
  '20261201-25-custom-field-index': statements(customFieldIndex),
  '20261201-26-portal-facets': statements(portalFacets),
  '20261201-11-file-differences': statements(fileDifferences),
  '20261201-15-returned-texts': statements(returnedTexts),
  '20261201-27-search-log': statements(searchLog),
  '20261201-36-preset-texts': statements(presetTexts),
  '20261202-01-guests': statements(guests),
  '20261202-02-briefs': statements(briefs),
  '20261202-03-rejections': statements(rejections),
  '20261202-20-notices': statements(notices),
  '20261202-30-brief-letters': statements(briefLetters),
  '20261202-21-letters': statements(letters),
  '20261202-40-review-templates': statements(reviewTemplates),
  '20261201-40-scrub-outages': statements(scrubOutages),
  '20261202-10-annotations': statements(annotations),
}
