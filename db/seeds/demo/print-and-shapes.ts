import type { DemoAsset } from './demo-asset'
import { mediaTerms, openFont } from './terms-media'

const PHOTOGRAPHS = 'Aitzol Berasategi, Trevor “Freespace” (CC BY 4.0)'
const common = { state: 'approved' as const, isPreviewedLater: true as const }

/** The leaflet of autumn walks, as it is printed. */
export const brochure: DemoAsset = {
  file: 'media/autumn-walks.pdf',
  sourceLocale: 'en',
  title: {
    en: 'Three autumn walks, leaflet',
    es: 'Tres paseos de otoño, folleto',
    eu: 'Udazkena oinez, liburuxka',
    fr: 'Trois balades d’automne, dépliant',
    de: 'Drei Herbstwanderungen, Faltblatt',
    ar: 'ثلاث نزهات خريفية، كتيّب',
  },
  description: {
    en: 'Eight square pages: three walks that begin where a bus stops, where to eat afterwards, and how to get there. English, with Basque names.',
    es: 'Ocho páginas cuadradas: tres paseos que empiezan en una parada de autobús, dónde comer después y cómo llegar. En inglés, con nombres en euskera.',
    eu: 'Zortzi orrialde karratu: autobus-geltoki batean hasten diren hiru ibilaldi, gero non jan eta nola iritsi. Ingelesez, euskal izenekin.',
  },
  altText: {
    en: 'Cover of a leaflet: the Aizkorri ridge above orange larches, with the title Udazkena oinez.',
    es: 'Portada de un folleto: la cresta del Aizkorri sobre alerces anaranjados, con el título Udazkena oinez.',
    eu: 'Liburuxka baten azala: Aizkorriko gailurreria alertze laranjen gainean, Udazkena oinez izenburuarekin.',
  },
  keywords: ['leaflet', 'walks', 'print'],
  ...mediaTerms(PHOTOGRAPHS),
  ...common,
}

/** The slides of the press briefing. */
export const deck: DemoAsset = {
  file: 'media/press-briefing.pptx',
  sourceLocale: 'en',
  title: {
    en: 'Autumn briefing, slides',
    es: 'Presentación de otoño, diapositivas',
    eu: 'Udazkeneko aurkezpena, diapositibak',
    fr: 'Présentation d’automne, diapositives',
    de: 'Herbstpräsentation, Folien',
    ar: 'عرض الخريف، شرائح',
  },
  description: {
    en: 'Six slides for editors: the season in three numbers, three stories with pictures, and how to credit.',
    es: 'Seis diapositivas para redacciones: la temporada en tres cifras, tres historias con imágenes y cómo citar.',
    eu: 'Sei diapositiba erredakzioentzat: denboraldia hiru zenbakitan, hiru istorio irudiekin, eta nola aipatu egileak.',
  },
  altText: {
    en: 'Title slide: Autumn in Mendialde, above the Aizkorri ridge.',
    es: 'Diapositiva de título: Autumn in Mendialde, sobre la cresta del Aizkorri.',
    eu: 'Izenburuko diapositiba: Autumn in Mendialde, Aizkorriko gailurreriaren gainean.',
  },
  keywords: ['slides', 'press', 'briefing'],
  ...mediaTerms(`${PHOTOGRAPHS}, Clemens Engelhardt (CC0)`),
  ...common,
}

/** The relief of the land, as it stands in the visitor centre. */
export const relief: DemoAsset = {
  file: 'media/mendialde-relief.glb',
  sourceLocale: 'eu',
  title: {
    en: 'Relief of Mendialde',
    es: 'Relieve de Mendialde',
    eu: 'Mendialdeko erliebea',
    fr: 'Relief de Mendialde',
    de: 'Relief von Mendialde',
    ar: 'مجسّم منديالدي',
  },
  description: {
    en: 'The land on a wooden plate, to be turned in the hand or on a page: the ridge with its snow, larches, the coast and its lighthouse. glTF for websites and exhibitions.',
    es: 'El territorio sobre un plato de madera, para girarlo en la mano o en una página: la cresta nevada, los alerces, la costa y su faro. glTF para webs y exposiciones.',
    eu: 'Lurraldea zurezko plater baten gainean, eskuan edo orri batean biratzeko: gailur elurtua, alertzeak, kostaldea eta bere itsasargia. glTF, webguneetarako eta erakusketetarako.',
  },
  altText: {
    en: 'A round model of mountains with snow, autumn trees, a sea and a lighthouse on a wooden plate.',
    es: 'Maqueta redonda de montañas nevadas, árboles de otoño, mar y un faro sobre un plato de madera.',
    eu: 'Maketa biribila: mendi elurtuak, udazkeneko zuhaitzak, itsasoa eta itsasargia zurezko plater baten gainean.',
  },
  keywords: ['3D', 'model', 'relief'],
  ...mediaTerms(),
  ...common,
}

/** The typeface of headings. */
export const typeface: DemoAsset = {
  file: 'media/fraunces-variable.woff2',
  sourceLocale: 'en',
  title: {
    en: 'Fraunces, our typeface for headings',
    es: 'Fraunces, nuestra tipografía de titulares',
    eu: 'Fraunces, gure izenburuetako letra-tipoa',
    fr: 'Fraunces, notre caractère de titrage',
    de: 'Fraunces, unsere Schrift für Überschriften',
    ar: 'Fraunces، خط عناويننا',
  },
  description: {
    en: 'Variable web font with Latin letters: weight, optical size, softness and “wonk”. Headings in weight 480, tightly set.',
    es: 'Fuente web variable con letras latinas: peso, tamaño óptico, suavidad y «wonk». Titulares en peso 480, con poco espacio.',
    eu: 'Web letra-tipo aldakorra, letra latindarrekin: pisua, tamaina optikoa, leuntasuna eta «wonk». Izenburuak 480 pisuan, tarte estuekin.',
  },
  altText: {
    en: 'The letters Aa in Fraunces.',
    es: 'Las letras Aa en Fraunces.',
    eu: 'Aa letrak Fraunces letra-tipoan.',
  },
  keywords: ['font', 'typeface'],
  ...openFont('The Fraunces Project Authors', 2020),
  ...common,
}
