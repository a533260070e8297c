import type { Localized } from '~/platform/language'
import type { DemoAsset } from './demo-asset'
import { film, tune } from './films-and-sound'
import { marks } from './marks'
import { details } from './photos-details'
import { landscapes } from './photos-landscapes'
import { brochure, deck, relief, typeface } from './print-and-shapes'

export type { DemoAsset } from './demo-asset'
export { portal } from './portal'

/** A collection of the demo; `cover` is one of its `assets`, which are in the order shown. */
export interface DemoCollection {
  slug: string
  title: Localized
  introduction: Localized
  cover: string
  assets: string[]
}

/** A share of the demo; `collection` is a slug. */
export interface DemoShare {
  title: string
  message: string
  collection: string
  allows: 'web' | 'original'
  zipAllowed: boolean
  password?: string
}

/** A person who may sign in; `what` says in one line of English what the sign-in shows. */
export interface DemoPerson {
  name: string
  email: string
  role: 'viewer' | 'editor' | 'manager' | 'admin'
  password: string
  what: string
}

/** What is neither a photograph nor a drawing, in the order of its collection. */
export const media: DemoAsset[] = [film, brochure, relief, tune, deck, typeface]

/** Every file of the demo brand, best first; each kind of file is among the first, so that the library shows them all. */
export const assets: DemoAsset[] = [
  ...[...landscapes.slice(0, 1), film, brochure, ...landscapes.slice(1, 3), relief, tune, ...landscapes.slice(3)],
  ...[deck, typeface, ...details, ...marks],
]

export const collections: DemoCollection[] = [
  {
    slug: 'autumn-press-kit',
    title: {
      en: 'Autumn press kit',
      es: 'Dosier de prensa de otoño',
      eu: 'Udazkeneko prentsa-bilduma',
      fr: 'Dossier de presse d’automne',
      de: 'Pressemappe Herbst',
      ar: 'الملف الصحفي للخريف',
    },
    introduction: {
      en: 'Ridges, woods and the autumn table: our pictures of the season, free to print with a credit.',
      es: 'Crestas, bosques y la mesa de otoño: nuestras imágenes de la temporada, de publicación libre citando al autor.',
      eu: 'Gailurrak, basoak eta udazkeneko mahaia: denboraldiko gure irudiak, egilea aipatuta libreki argitaratzeko.',
      fr: 'Crêtes, forêts et table d’automne : nos images de la saison, à publier librement avec leur crédit.',
      de: 'Grate, Wälder und der herbstliche Tisch: unsere Bilder der Saison, mit Nennung frei zum Abdruck.',
      ar: 'قمم وغابات ومائدة الخريف: صورنا لهذا الموسم، متاحة للنشر مع ذكر المؤلف.',
    },
    cover: 'photos/aizkorri-ridge.jpg',
    assets: [
      'photos/aizkorri-ridge.jpg',
      'photos/summit-sunset.jpg',
      'photos/forest-stream.jpg',
      'photos/fig-on-red-dish.jpg',
      'photos/picos-path.jpg',
      'photos/dogs-at-window.jpg',
      'photos/dragonfly-on-hazel.jpg',
      'photos/infinite-sea.jpg',
      'photos/dandelion-clock.jpg',
    ],
  },
  {
    slug: 'where-the-mountains-begin',
    title: {
      en: 'Film, sound and print',
      es: 'Vídeo, sonido e impresos',
      eu: 'Filma, soinua eta inprimakiak',
      fr: 'Film, son et imprimés',
      de: 'Film, Ton und Druck',
      ar: 'الفيلم والصوت والمطبوعات',
    },
    introduction: {
      en: 'The season beyond photographs: the film with its tune, the leaflet, the slides, the relief and the typeface.',
      es: 'La temporada más allá de las fotos: el vídeo con su melodía, el folleto, las diapositivas, el relieve y la tipografía.',
      eu: 'Denboraldia argazkietatik harago: filma eta bere doinua, liburuxka, diapositibak, erliebea eta letra-tipoa.',
      fr: 'La saison au-delà des photos : le film et sa mélodie, le dépliant, les diapositives, le relief et le caractère.',
      de: 'Die Saison jenseits der Fotos: der Film mit seiner Melodie, das Faltblatt, die Folien, das Relief und die Schrift.',
      ar: 'الموسم بما يتجاوز الصور: الفيلم ولحنه والكتيّب والشرائح والمجسّم والخط.',
    },
    cover: 'photos/summit-sunset.jpg',
    assets: [...media.map(({ file }) => file), 'photos/summit-sunset.jpg'],
  },
  {
    slug: 'logos',
    title: { en: 'Logos', es: 'Logotipos', eu: 'Logotipoak', fr: 'Logos', de: 'Logos', ar: 'الشعارات' },
    introduction: {
      en: 'The logo for every ground, and the palette on one sheet. Please read the brand guidelines first.',
      es: 'El logotipo para cada fondo y la paleta en una hoja. Lea antes las normas de uso de la marca.',
      eu: 'Logotipoa hondo guztietarako, eta paleta orri bakarrean. Irakurri lehenbizi marka erabiltzeko arauak.',
      fr: 'Le logo pour chaque fond, et la palette sur une feuille. Lisez d’abord les règles de la marque.',
      de: 'Das Logo für jeden Hintergrund und die Farben auf einem Blatt. Bitte lesen Sie zuerst die Regeln der Marke.',
      ar: 'الشعار لكل خلفية، ولوحة الألوان في صفحة واحدة. يُرجى قراءة قواعد العلامة أولًا.',
    },
    cover: 'logos/mendialde-logo-light.svg',
    assets: marks.map((mark) => mark.file),
  },
]

export const shares: DemoShare[] = [
  {
    title: 'Autumn pictures for Nordlicht Reisen',
    message:
      'Hello, here are the pictures for your autumn catalogue in sizes for the web. Please keep the credit lines. Mara',
    collection: 'autumn-press-kit',
    allows: 'web',
    zipAllowed: true,
  },
  {
    title: 'Logos for the trade fair stand',
    message: 'The original drawings for the stand builders. The password comes by telephone.',
    collection: 'logos',
    allows: 'original',
    zipAllowed: true,
    password: 'larrun-905',
  },
]

const password = 'mendialde-2026'

export const people: DemoPerson[] = [
  {
    name: 'Mara Etxeberria',
    email: 'mara@visit-mendialde.example',
    role: 'manager',
    password,
    what: 'brand manager: approves, curates, edits the portal, makes links',
  },
  {
    name: 'Iker Zabala',
    email: 'iker@visit-mendialde.example',
    role: 'editor',
    password,
    what: 'editor: uploads, describes and submits for review',
  },
  {
    name: 'Nerea Lasa',
    email: 'nerea@visit-mendialde.example',
    role: 'viewer',
    password,
    what: 'viewer: sees the library and changes nothing',
  },
  {
    name: 'Ander Goñi',
    email: 'ander@visit-mendialde.example',
    role: 'admin',
    password,
    what: 'administrator: people, and everything else',
  },
]
