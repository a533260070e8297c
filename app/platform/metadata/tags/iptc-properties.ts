import { type FileTag, type TagValue, tagText } from './file-tag'

/** How the values of a property are used: one text, several, a text in languages, a structure, a date or a code. */
export type IptcType = 'text' | 'texts' | 'localized' | 'structures' | 'date' | 'number' | 'code' | 'codes'

/** A property of the IPTC Photo Metadata Standard 2024.1 (or PLUS LDF 1.2.1) and where files hold it. */
export interface IptcProperty {
  /** Name in the standard. */
  property: string
  schema: 'IPTC Core' | 'IPTC Extension' | 'PLUS'
  type: IptcType
  /** Tags in precedence: the first that has a value counts. */
  tags: readonly string[]
  /** Key of the metadata field that it fills. */
  key: string
}

const row =
  (schema: IptcProperty['schema']) =>
  (property: string, type: IptcType, key: string, ...tags: string[]): IptcProperty => ({
    ...{ property, schema, type, key, tags },
  })
const core = row('IPTC Core')
const extension = row('IPTC Extension')
const plus = row('PLUS')

const ext = (name: string): string => `XMP-iptcExt:${name}`
const ldf = (name: string): string => `XMP-plus:${name}`

/**
 * EXIF first, then XMP, then IIM, as the Metadata Working Group's guidelines 2.0 say (chapter 5); PDF, ID3 and QuickTime
 * where the file has none of them.
 */
const CORE: readonly IptcProperty[] = [
  core(
    'Title',
    'localized',
    'title',
    'XMP-dc:Title',
    'IPTC:ObjectName',
    'IFD0:XPTitle',
    'PDF:Title',
    'ItemList:Title',
    'Keys:Displayname',
    'Keys:Title',
    'UserData:Title',
    'ID3v2_4:Title',
    'ID3v2_3:Title',
    'ID3v2_2:Title',
    'ID3v1:Title',
    'RIFF:Title',
    'SVG:Title',
  ),
  core('Headline', 'localized', 'headline', 'XMP-photoshop:Headline', 'IPTC:Headline'),
  core(
    'Description',
    'localized',
    'description',
    'IFD0:ImageDescription',
    'XMP-dc:Description',
    'IPTC:Caption-Abstract',
    'IFD0:XPComment',
    'PDF:Subject',
    'ItemList:Description',
    'ItemList:LongDescription',
    'Keys:Description',
    'UserData:Description',
    'ID3v2_4:Comment',
    'ID3v2_3:Comment',
    'RIFF:Comment',
    'SVG:Description',
  ),
  core('Alt Text (Accessibility)', 'localized', 'alt_text', 'XMP-iptcCore:AltTextAccessibility'),
  core(
    'Extended Description (Accessibility)',
    'localized',
    'extended_description',
    'XMP-iptcCore:ExtDescrAccessibility',
  ),
  core(
    'Keywords',
    'texts',
    'keywords',
    'XMP-dc:Subject',
    'IPTC:Keywords',
    'IFD0:XPKeywords',
    'PDF:Keywords',
    'Keys:Keywords',
    'UserData:Keywords',
    'ItemList:Keyword',
  ),
  core(
    'Creator',
    'texts',
    'creator',
    'IFD0:Artist',
    'XMP-dc:Creator',
    'IPTC:By-line',
    'IFD0:XPAuthor',
    'PDF:Author',
    'ItemList:Artist',
    'Keys:Artist',
    'Keys:Author',
    'UserData:Artist',
    'UserData:Author',
    'ID3v2_4:Artist',
    'ID3v2_3:Artist',
    'ID3v2_2:Artist',
    'ID3v1:Artist',
    'RIFF:Artist',
  ),
  core("Creator's Jobtitle", 'text', 'creator_job_title', 'XMP-photoshop:AuthorsPosition', 'IPTC:By-lineTitle'),
  core("Creator's Contact Info", 'structures', 'creator_contact', 'XMP-iptcCore:CreatorContactInfo', 'IPTC:Contact'),
  core('Credit Line', 'text', 'credit_line', 'XMP-photoshop:Credit', 'IPTC:Credit'),
  core(
    'Copyright Notice',
    'localized',
    'copyright_notice',
    'IFD0:Copyright',
    'XMP-dc:Rights',
    'IPTC:CopyrightNotice',
    'ItemList:Copyright',
    'Keys:Copyright',
    'UserData:Copyright',
    'ID3v2_4:Copyright',
    'ID3v2_3:Copyright',
    'RIFF:Copyright',
  ),
  core('Rights Usage Terms', 'localized', 'usage_terms', 'XMP-xmpRights:UsageTerms'),
  core('Source', 'text', 'source', 'XMP-photoshop:Source', 'IPTC:Source'),
  core('Instructions', 'text', 'instructions', 'XMP-photoshop:Instructions', 'IPTC:SpecialInstructions'),
  core('Job Id', 'text', 'job_id', 'XMP-photoshop:TransmissionReference', 'IPTC:OriginalTransmissionReference'),
  core(
    'Date Created',
    'date',
    'date_created',
    'ExifIFD:DateTimeOriginal',
    'XMP-photoshop:DateCreated',
    'IPTC:DateCreated',
    'ItemList:ContentCreateDate',
    'Keys:Creationdate',
    'ExifIFD:CreateDate',
    'XMP-xmp:CreateDate',
    'PDF:CreateDate',
  ),
  core('Description Writer', 'text', 'description_writer', 'XMP-photoshop:CaptionWriter', 'IPTC:Writer-Editor'),
  core('Subject Code', 'codes', 'subject_code', 'XMP-iptcCore:SubjectCode', 'IPTC:SubjectReference'),
  core('Scene Code', 'codes', 'scene_code', 'XMP-iptcCore:Scene'),
  core(
    'Intellectual Genre',
    'text',
    'intellectual_genre',
    'XMP-iptcCore:IntellectualGenre',
    'IPTC:ObjectAttributeReference',
  ),
  core('Sublocation (legacy)', 'text', 'sublocation', 'XMP-iptcCore:Location', 'IPTC:Sub-location'),
  core('City (legacy)', 'text', 'city', 'XMP-photoshop:City', 'IPTC:City'),
  core('Province or State (legacy)', 'text', 'state', 'XMP-photoshop:State', 'IPTC:Province-State'),
  core('Country (legacy)', 'text', 'country', 'XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName'),
  core('Country Code (legacy)', 'code', 'country_code', 'XMP-iptcCore:CountryCode', 'IPTC:Country-PrimaryLocationCode'),
]

const EXTENSION: readonly IptcProperty[] = [
  extension('Person Shown in the Image', 'texts', 'persons_shown', ext('PersonInImage')),
  extension(
    'Person Shown in the Image with Details',
    'structures',
    'persons_shown_details',
    ext('PersonInImageWDetails'),
  ),
  extension('Additional Model Information', 'text', 'model_information', ext('AdditionalModelInformation')),
  extension('Model Age', 'texts', 'model_age', ext('ModelAge')),
  extension('Location Created', 'structures', 'location_created', ext('LocationCreated')),
  extension('Location Shown in the Image', 'structures', 'locations_shown', ext('LocationShown')),
  extension('Event Name', 'localized', 'event', ext('Event')),
  extension('Event Identifier', 'codes', 'event_id', ext('EventID')),
  extension(
    'Code of Organisation Featured in the Image',
    'codes',
    'organisation_codes',
    ext('OrganisationInImageCode'),
  ),
  extension('Name of Organisation Featured in the Image', 'texts', 'organisations', ext('OrganisationInImageName')),
  extension('Product Shown in the Image', 'structures', 'products_shown', ext('ProductInImage')),
  extension('Artwork or Object in the Image', 'structures', 'artworks', ext('ArtworkOrObject')),
  extension('CV-Term About Image', 'structures', 'about_terms', ext('AboutCvTerm')),
  extension('Genre', 'structures', 'genre', ext('Genre')),
  extension('Contributor', 'structures', 'contributors', ext('Contributor')),
  extension('Digital Image GUID', 'code', 'image_guid', ext('DigitalImageGUID')),
  extension('Digital Source Type', 'code', 'digital_source_type', ext('DigitalSourceType')),
  extension('AI Prompt Information', 'text', 'ai_prompt', ext('AIPromptInformation')),
  extension('AI Prompt Writer Name', 'text', 'ai_prompt_writer', ext('AIPromptWriterName')),
  extension('AI System Used', 'text', 'ai_system', ext('AISystemUsed')),
  extension('AI System Version Used', 'text', 'ai_system_version', ext('AISystemVersionUsed')),
  extension('Embedded Encoded Rights Expression', 'structures', 'embedded_rights', ext('EmbdEncRightsExpr')),
  extension('Linked Encoded Rights Expression', 'structures', 'linked_rights', ext('LinkedEncRightsExpr')),
  extension('Image Registry Entry', 'structures', 'registry_entries', ext('RegistryID')),
  extension('Image Region', 'structures', 'image_regions', ext('ImageRegion')),
  extension('Max Avail Height', 'number', 'max_height', ext('MaxAvailHeight')),
  extension('Max Avail Width', 'number', 'max_width', ext('MaxAvailWidth')),
  extension('Image Rating', 'number', 'rating', 'XMP-xmp:Rating', 'IFD0:Rating'),
  extension('Web Statement of Rights', 'text', 'licence_url', 'XMP-xmpRights:WebStatement', 'XMP-cc:License'),
]

const PLUS: readonly IptcProperty[] = [
  plus('Copyright Owner', 'structures', 'copyright_owners', ldf('CopyrightOwner')),
  plus('Image Creator', 'structures', 'image_creators', ldf('ImageCreator')),
  plus('Image Supplier', 'structures', 'image_suppliers', ldf('ImageSupplier')),
  plus('Image Supplier Image ID', 'code', 'supplier_image_id', ldf('ImageSupplierImageID')),
  plus('Licensor', 'structures', 'licensors', ldf('Licensor')),
  plus('Licensee', 'structures', 'licensees', ldf('Licensee')),
  plus('End User', 'structures', 'end_users', ldf('EndUser')),
  plus('Model Release Status', 'code', 'model_release_status', ldf('ModelReleaseStatus')),
  plus('Model Release Id', 'codes', 'model_release_ids', ldf('ModelReleaseID')),
  plus('Minor Model Age Disclosure', 'code', 'minor_model_age', ldf('MinorModelAgeDisclosure')),
  plus('Property Release Status', 'code', 'property_release_status', ldf('PropertyReleaseStatus')),
  plus('Property Release Id', 'codes', 'property_release_ids', ldf('PropertyReleaseID')),
  plus('Data Mining', 'code', 'data_mining', ldf('DataMining')),
  plus('Other Constraints', 'localized', 'other_constraints', ldf('OtherConstraints')),
  plus('Media Summary Code', 'code', 'plus_media_summary', ldf('MediaSummaryCode')),
  plus('License Start Date', 'date', 'license_start', ldf('LicenseStartDate')),
  plus(
    'License End Date',
    'date',
    'license_end',
    ldf('LicenseEndDate'),
    'XMP-prism:ExpirationDate',
    'IPTC:ExpirationDate',
  ),
  plus('Media Constraints', 'localized', 'media_constraints', ldf('MediaConstraints')),
  plus('Region Constraints', 'localized', 'region_constraints', ldf('RegionConstraints')),
  plus('Product or Service Constraints', 'localized', 'product_constraints', ldf('ProductOrServiceConstraints')),
  plus('Image File Constraints', 'codes', 'file_constraints', ldf('ImageFileConstraints')),
  plus('Image Alteration Constraints', 'codes', 'alteration_constraints', ldf('ImageAlterationConstraints')),
  plus('Image Duplication Constraints', 'code', 'duplication_constraints', ldf('ImageDuplicationConstraints')),
  plus('Credit Line Required', 'code', 'credit_line_required', ldf('CreditLineRequired')),
  plus('Adult Content Warning', 'code', 'adult_content', ldf('AdultContentWarning')),
  plus('Other License Requirements', 'localized', 'other_requirements', ldf('OtherLicenseRequirements')),
  plus('Terms and Conditions Text', 'localized', 'terms_text', ldf('TermsAndConditionsText')),
  plus('Terms and Conditions URL', 'text', 'terms_url', ldf('TermsAndConditionsURL')),
  plus('Other Conditions', 'localized', 'other_conditions', ldf('OtherConditions')),
  plus('Image Type', 'code', 'image_type', ldf('ImageType')),
  plus('Licensor Image ID', 'code', 'licensor_image_id', ldf('LicensorImageID')),
  plus('Copyright Status', 'code', 'copyright_status', ldf('CopyrightStatus')),
  plus('Copyright Registration Number', 'code', 'copyright_registration', ldf('CopyrightRegistrationNumber')),
  plus('First Publication Date', 'date', 'first_publication', ldf('FirstPublicationDate')),
  plus('Copyright Owner Image ID', 'code', 'owner_image_id', ldf('CopyrightOwnerImageID')),
  plus('Image Creator Image ID', 'code', 'creator_image_id', ldf('ImageCreatorImageID')),
  plus('Licensee Image ID', 'code', 'licensee_image_id', ldf('LicenseeImageID')),
  plus('Other Image Info', 'localized', 'other_image_info', ldf('OtherImageInfo')),
  plus('License ID', 'code', 'license_id', ldf('LicenseID')),
  plus('Licensor Transaction ID', 'codes', 'licensor_transaction_ids', ldf('LicensorTransactionID')),
  plus('Licensee Project Reference', 'codes', 'project_references', ldf('LicenseeProjectReference')),
  plus('License Transaction Date', 'date', 'license_transaction', ldf('LicenseTransactionDate')),
  plus('Reuse', 'code', 'reuse', ldf('Reuse')),
  plus('Other License Documents', 'texts', 'license_documents', ldf('OtherLicenseDocuments')),
  plus('Other License Info', 'localized', 'other_license_info', ldf('OtherLicenseInfo')),
]

/** Which tags fill which field. A tag that stands in no row is still kept and shown with the file. */
export const IPTC_PROPERTIES: readonly IptcProperty[] = [...CORE, ...EXTENSION, ...PLUS]

/** The values of a property, and the tag that they come from. */
export interface MappedValue {
  property: IptcProperty
  tag: string
  values: TagValue[]
}

/** Returns the values of the properties that the tags of a file state; of each the first tag in precedence. */
export function mapTags(
  tags: readonly FileTag[],
  properties: readonly IptcProperty[] = IPTC_PROPERTIES,
): MappedValue[] {
  const byName = new Map(tags.map((tag) => [tag.name, tag.values]))
  return properties.flatMap((property) => {
    const tag = property.tags.find((name) => byName.get(name)?.some((value) => tagText(value).trim()))
    return tag ? [{ property, tag, values: byName.get(tag) ?? [] }] : []
  })
}
