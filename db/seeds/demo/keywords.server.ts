import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { createTerm } from '~/domain/metadata/terms.commands.server'
import { plainName, TermSettings } from '~/domain/metadata/vocabulary'
import type { Db } from '~/platform/db.server'
import type { Cast } from '../demo.server'

/** A keyword in English, Spanish, Basque, French, German and Arabic. */
type Names = [en: string, es: string, eu: string, fr: string, de: string, ar: string]

/** Keywords of the demo by what they are about; the assets also have words that are none of them. */
export const KEYWORDS: [group: Names, terms: Names[]][] = [
  [
    ['nature', 'naturaleza', 'natura', 'nature', 'Natur', 'طبيعة'],
    [
      ['mountains', 'montañas', 'mendiak', 'montagnes', 'Berge', 'جبال'],
      ['summit', 'cumbre', 'gailurra', 'sommet', 'Gipfel', 'قمة'],
      ['meadow', 'prado', 'belardia', 'prairie', 'Wiese', 'مرج'],
      ['forest', 'bosque', 'basoa', 'forêt', 'Wald', 'غابة'],
      ['stream', 'arroyo', 'erreka', 'ruisseau', 'Bach', 'جدول'],
      ['estuary', 'ría', 'itsasadarra', 'estuaire', 'Mündung', 'مصب'],
      ['sea', 'mar', 'itsasoa', 'mer', 'Meer', 'بحر'],
      ['sky', 'cielo', 'zerua', 'ciel', 'Himmel', 'سماء'],
      ['snow', 'nieve', 'elurra', 'neige', 'Schnee', 'ثلج'],
      ['Milky Way', 'Vía Láctea', 'Esne Bidea', 'Voie lactée', 'Milchstraße', 'درب التبانة'],
      ['dragonfly', 'libélula', 'sorgin-orratza', 'libellule', 'Libelle', 'يعسوب'],
      ['dandelion', 'diente de león', 'txikoria-belarra', 'pissenlit', 'Löwenzahn', 'هندباء'],
      ['dogs', 'perros', 'txakurrak', 'chiens', 'Hunde', 'كلاب'],
    ],
  ],
  [
    ['seasons', 'estaciones', 'urtaroak', 'saisons', 'Jahreszeiten', 'فصول'],
    [
      ['autumn', 'otoño', 'udazkena', 'automne', 'Herbst', 'خريف'],
      ['spring', 'primavera', 'udaberria', 'printemps', 'Frühling', 'ربيع'],
      ['sunset', 'atardecer', 'ilunabarra', 'coucher de soleil', 'Sonnenuntergang', 'غروب'],
      ['night', 'noche', 'gaua', 'nuit', 'Nacht', 'ليل'],
    ],
  ],
  [
    ['things to do', 'actividades', 'jarduerak', 'activités', 'Aktivitäten', 'أنشطة'],
    [
      ['hiking', 'senderismo', 'mendi-ibilaldia', 'randonnée', 'Wandern', 'مشي في الجبال'],
      ['music', 'música', 'musika', 'musique', 'Musik', 'موسيقى'],
      ['crafts', 'artesanía', 'eskulangintza', 'artisanat', 'Handwerk', 'حرف يدوية'],
      ['market', 'mercado', 'azoka', 'marché', 'Markt', 'سوق'],
      ['wine', 'vino', 'ardoa', 'vin', 'Wein', 'نبيذ'],
      ['guesthouse', 'casa rural', 'landetxea', 'maison d’hôtes', 'Gasthaus', 'بيت ضيافة'],
    ],
  ],
  [
    ['brand', 'marca', 'marka', 'marque', 'Marke', 'علامة تجارية'],
    [
      ['logo', 'logotipo', 'logotipoa', 'logo', 'Logo', 'شعار'],
      ['mark', 'símbolo', 'ikurra', 'symbole', 'Bildmarke', 'رمز'],
      ['colours', 'colores', 'koloreak', 'couleurs', 'Farben', 'ألوان'],
      ['typeface', 'tipografía', 'letra-tipoa', 'caractère', 'Schrift', 'خط'],
      ['film', 'película', 'filma', 'film', 'Film', 'فيلم'],
      ['leaflet', 'folleto', 'liburuxka', 'dépliant', 'Faltblatt', 'منشور'],
      ['slides', 'presentación', 'aurkezpena', 'diaporama', 'Folien', 'عرض'],
      ['model', 'maqueta', 'maketa', 'maquette', 'Modell', 'مجسم'],
    ],
  ],
]

/** Adds those terms to the vocabulary of keywords that are not there yet. */
export async function seedKeywords(db: Db, { manager }: Cast): Promise<void> {
  const rows = await db
    .selectFrom('vocabularyName')
    .where('vocabularyId', '=', KEYWORD_VOCABULARY)
    .select(['name', 'termId'])
    .execute()
  const known = new Map(rows.map(({ name, termId }) => [name, termId]))
  const add = async ([en, es, eu, fr, de, ar]: Names, parentId?: number) =>
    known.get(plainName(en)) ??
    createTerm(
      db,
      manager,
      'keywords',
      TermSettings.parse({ labels: { en, es, eu, fr, de, ar }, synonyms: {}, parentId }),
    )
  for (const [group, terms] of KEYWORDS) {
    const parentId = await add(group)
    for (const term of terms) await add(term, parentId)
  }
}
