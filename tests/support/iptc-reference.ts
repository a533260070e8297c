import { writeTags } from './exiftool-tags'

/** Tags of lists of structures, and a structure with a marker in each of its fields. */
const STRUCTURES: Record<string, string> = {
  'XMP-iptcCore:CreatorContactInfo':
    '{CiAdrCity=ref city,CiAdrCtry=ref country,CiAdrExtadr=ref address,CiAdrPcode=ref code,CiAdrRegion=ref region,CiEmailWork=ref@example.org,CiTelWork=+1 23,CiUrlWork=https://example.org/ref}',
  'XMP-iptcExt:PersonInImageWDetails':
    '{PersonId=[id 1,id 2],PersonName=ref person,PersonName-de=Bezugsperson,PersonDescription=ref description,PersonCharacteristic=[{CvId=cv,CvTermId=term,CvTermName=name,CvTermRefinedAbout=about}]}',
  'XMP-iptcExt:LocationCreated':
    '{LocationId=[loc 1],LocationName=ref name,City=ref city,CountryCode=DE,CountryName=ref country,ProvinceState=ref state,Sublocation=ref sub,WorldRegion=ref region}',
  'XMP-iptcExt:LocationShown': '[{City=shown 1,LocationName=n1,LocationName-fr=n1 fr},{City=shown 2}]',
  'XMP-iptcExt:ProductInImage':
    '[{ProductName=ref product,ProductGTIN=4006381333931,ProductDescription=ref text,ProductId=p1}]',
  'XMP-iptcExt:ArtworkOrObject':
    '{AOTitle=ref artwork,AOTitle-de=Werk,AOCreator=[ref artist],AOCreatorId=[a1],AOCopyrightNotice=ref notice,AOSource=ref source,AOSourceInvNo=17,AOCircaDateCreated=about 1900,AOStylePeriod=[Jugendstil],AOContentDescription=ref content}',
  'XMP-iptcExt:AboutCvTerm': '[{CvId=cv,CvTermId=t1,CvTermName=ref term,CvTermRefinedAbout=r1}]',
  'XMP-iptcExt:Genre': '[{CvId=cv,CvTermId=t2,CvTermName=ref genre}]',
  'XMP-iptcExt:Contributor': '[{Identifier=[c1],Name=ref contributor,Role=[r1]}]',
  'XMP-iptcExt:EmbdEncRightsExpr': '[{EncRightsExpr=ref rights,RightsExprEncType=type,RightsExprLangId=lang}]',
  'XMP-iptcExt:LinkedEncRightsExpr': '[{LinkedRightsExpr=https://example.org/r,RightsExprEncType=type}]',
  'XMP-iptcExt:RegistryID': '[{RegItemId=item,RegOrgId=org,RegEntryRole=role}]',
  'XMP-iptcExt:ImageRegion':
    '[{Name=ref region,RId=r1,RegionBoundary={RbShape=rectangle,RbUnit=relative,RbX=0.1,RbY=0.2,RbW=0.3,RbH=0.4}}]',
  'XMP-plus:CopyrightOwner': '[{CopyrightOwnerName=ref owner,CopyrightOwnerID=o1},{CopyrightOwnerName=second owner}]',
  'XMP-plus:ImageCreator': '[{ImageCreatorName=ref creator,ImageCreatorID=i1}]',
  'XMP-plus:ImageSupplier': '[{ImageSupplierName=ref supplier,ImageSupplierID=s1}]',
  'XMP-plus:Licensor':
    '[{LicensorName=ref licensor,LicensorID=l1,LicensorURL=https://example.org/l,LicensorEmail=l@example.org,LicensorCity=ref city}]',
  'XMP-plus:Licensee': '[{LicenseeName=ref licensee,LicenseeID=e1}]',
  'XMP-plus:EndUser': '[{EndUserName=ref user,EndUserID=u1}]',
}

/** Tags whose values are codes, dates or numbers. */
const SPECIAL: Record<string, string | string[]> = {
  'XMP-photoshop:DateCreated': '2024:05:06 07:08:09+02:00',
  'XMP-iptcExt:ModelAge': ['25', '31'],
  'XMP-iptcExt:MaxAvailHeight': '3000',
  'XMP-iptcExt:MaxAvailWidth': '4000',
  'XMP-xmp:Rating': '4',
  'XMP-iptcExt:DigitalSourceType': 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  'XMP-plus:ModelReleaseStatus': 'MR-UMR',
  'XMP-plus:MinorModelAgeDisclosure': 'AG-A25',
  'XMP-plus:PropertyReleaseStatus': 'PR-LPR',
  'XMP-plus:MediaSummaryCode': '|PLUS|V0121|U001|1IAA1UNA2BPP3PRV4SIA5VAA6QAA7DWM8RAA8LAA9EN|',
  'XMP-plus:LicenseStartDate': '2024:01:01',
  'XMP-plus:LicenseEndDate': '2025:01:01',
  'XMP-plus:ImageFileConstraints': ['IF-MFN', 'IF-MMD'],
  'XMP-plus:ImageAlterationConstraints': ['AL-CRP', 'AL-RET'],
  'XMP-plus:ImageDuplicationConstraints': 'DP-LIC',
  'XMP-plus:CreditLineRequired': 'CR-CAI',
  'XMP-plus:AdultContentWarning': 'CW-NRQ',
  'XMP-plus:ImageType': 'TY-PHO',
  'XMP-plus:CopyrightStatus': 'CS-PRO',
  'XMP-plus:FirstPublicationDate': '2024:02:02',
  'XMP-plus:LicenseTransactionDate': '2024:03:03',
  'XMP-plus:Reuse': 'RE-NAP',
}

/** Properties newer than the exiftool of Debian, which does not write them; a packet of their own tests them. */
export const NEWER_THAN_EXIFTOOL: ReadonlySet<string> = new Set([
  ...['AIPromptInformation', 'AIPromptWriterName', 'AISystemUsed', 'AISystemVersionUsed'].map(
    (n) => `XMP-iptcExt:${n}`,
  ),
  'XMP-plus:DataMining',
])

interface Property {
  type: string
  tags: readonly string[]
}

/** Fills every property of the table in a file with a marker, and every IIM data set of the standard. */
export function fillReference(file: string, properties: readonly Property[]): void {
  const args = properties.flatMap(({ type, tags }) =>
    tags
      .filter((tag) => /^(XMP|IPTC)/.test(tag) && !NEWER_THAN_EXIFTOOL.has(tag))
      .flatMap((tag) => valuesFor(tag, type)),
  )
  writeTags(file, ['-m', ...new Set(args)])
}

function valuesFor(tag: string, type: string): string[] {
  const structure = STRUCTURES[tag]
  if (structure) return [`-${tag}=${structure}`]
  const special = SPECIAL[tag]
  if (special) return [special].flat().map((value) => `-${tag}#=${value}`)
  if (/^IPTC:.*Date/.test(tag)) return [`-${tag}=2024:05:06`]
  if (/CountryCode$|PrimaryLocationCode$/.test(tag)) return [`-${tag}=DEU`]
  if (tag === 'IPTC:SubjectReference' || tag === 'IPTC:ObjectAttributeReference') return [`-${tag}=IPTC:04000000:ref`]
  const marker = `ref ${tag.replace(/^.*:/, '')} ñ日本`
  if (type === 'texts' || type === 'codes') return [`-${tag}=${marker} 1`, `-${tag}=${marker} 2`]
  if (type !== 'localized' || tag.startsWith('IPTC:') || tag === 'XMP-photoshop:Headline') return [`-${tag}=${marker}`]
  return [`-${tag}=${marker}`, `-${tag}-de=${marker} deutsch`]
}
