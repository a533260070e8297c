import { LOCALES } from '~/platform/language'

/** Fields in one language each: `title:en`. */
export const TEXT_FIELDS = ['title', 'description', 'alt_text', 'usage_terms'] as const
/** Fields without a language. */
export const PLAIN_FIELDS = [
  ...(['external_id', 'file', 'folder', 'collection', 'keywords'] as const),
  ...(['creator', 'credit_line', 'copyright_notice', 'licence_name', 'licence_url'] as const),
] as const

export type TextImportField = (typeof TEXT_FIELDS)[number]
export type PlainImportField = (typeof PLAIN_FIELDS)[number]

/** Every field that a column of a manifest can fill. */
export const IMPORT_FIELDS: readonly string[] = [
  ...PLAIN_FIELDS,
  ...TEXT_FIELDS.flatMap((field) => LOCALES.map((locale) => `${field}:${locale}`)),
]

/** Returns the parts of a field in a language; undefined for one without. */
export function textField(field: string): { name: TextImportField; locale: string } | undefined {
  const [name, locale] = field.split(':')
  const known = TEXT_FIELDS.find((each) => each === name)
  return known && locale ? { name: known, locale } : undefined
}

/**
 * Headers by which columns are recognised, without spaces, marks and accents: those of other asset managers, the names of IPTC
 * Photo Metadata 2023.2 and Dublin Core, and plain words in our languages.
 */
const HEADERS: Record<PlainImportField | TextImportField, string> = {
  external_id:
    'externalid id identifier uid uuid guid assetid resourceid ref reference sku originalid dcidentifier identificador identifikatzailea identifiant kennung referencia المعرف',
  file: 'file filename filepath path originalfilename name sourcefile relativepath fitxategia fichero archivo nombredearchivo fichier nomdefichier datei dateiname pfad ruta chemin الملف',
  folder: 'folder folderpath directory category categories karpeta carpeta dossier ordner verzeichnis المجلد',
  collection: 'collection collections collectionpath album albums lightbox bilduma coleccion sammlung المجموعة',
  keywords:
    'keywords keyword tags tag subject subjects dcsubject gakohitzak etiketak palabrasclave etiquetas motscles schlagworte schlagworter stichworte الكلماتالمفتاحية',
  creator:
    'creator creators author photographer byline artist dccreator egilea autor autora fotografo auteur photographe urheber fotograf المؤلف',
  credit_line: 'credit creditline credits kreditua credito creditos mention bildnachweis نسبة',
  copyright_notice:
    'copyright copyrightnotice rights dcrights copyrightoharra derechos avisodecopyright droits urheberrecht copyrighthinweis الحقوق',
  licence_name: 'licence license licencename licensename lizentzia licencia licence lizenz الرخصة',
  licence_url: 'licenceurl licenseurl webstatement licenselink licencelink rightsurl',
  title: 'title headline objectname assettitle dctitle izenburua titulo titre titel العنوان',
  description:
    'description caption captionabstract abstract dcdescription deskribapena descripcion legende beschreibung bildunterschrift الوصف',
  alt_text:
    'alttext alt alttextaccessibility alternativetext testualternatiboa textoalternativo textealternatif alternativtext النصالبديل',
  usage_terms:
    'usageterms usage rightsusageterms terms xmprightsusageterms erabilerabaldintzak condicionesdeuso conditionsdutilisation nutzungsbedingungen شروطالاستخدام',
}
const BY_HEADER = new Map(
  Object.entries(HEADERS).flatMap(([field, headers]) => headers.split(' ').map((header) => [plain(header), field])),
)

/** Languages as they are named at the end of a header. */
const LANGUAGES: Record<string, string> = {
  ...Object.fromEntries(LOCALES.map((locale) => [locale, locale])),
  ...{ english: 'en', spanish: 'es', espanol: 'es', castellano: 'es', basque: 'eu', euskara: 'eu', french: 'fr' },
  ...{ francais: 'fr', german: 'de', deutsch: 'de', arabic: 'ar' },
}

/**
 * Returns the field that the header of a column means, or an empty text. Texts whose header names no language are in `locale`:
 * `Title`, `title_es`, `Description (FR)`, `alt text – Deutsch`, `dc:title`.
 */
export function proposeField(header: string, locale: string): string {
  const whole = BY_HEADER.get(plain(header))
  if (whole) return TEXT_FIELDS.some((field) => field === whole) ? `${whole}:${locale}` : whole
  const parts = header
    .trim()
    .split(/[\s_.:()[\]–—/-]+/)
    .filter(Boolean)
  const language = LANGUAGES[plain(parts.at(-1)?.split('@')[0] ?? '')]
  const named = BY_HEADER.get(plain(parts.slice(0, -1).join('')))
  if (!language || !named) return ''
  return TEXT_FIELDS.some((field) => field === named) ? `${named}:${language}` : named
}

/** Proposes a field for every column; each is proposed once, for the first column that means it. */
export function proposeFields(columns: readonly string[], locale: string): { column: string; field: string }[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const field = proposeField(column, locale)
    if (!field || taken.has(field)) return { column, field: '' }
    taken.add(field)
    return { column, field }
  })
}

function plain(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
