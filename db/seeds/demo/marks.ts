import type { DemoAsset } from './demo-asset'
import { brandTerms } from './terms'

const common = { sourceLocale: 'en', ...brandTerms, state: 'approved' as const }

/** The brand's own logos and its palette sheet, as vector drawings. */
export const marks: DemoAsset[] = [
  {
    file: 'logos/mendialde-logo-light.svg',
    title: {
      en: 'Logo for light grounds',
      es: 'Logotipo para fondos claros',
      eu: 'Logotipoa hondo argietarako',
      fr: 'Logo pour fonds clairs',
      de: 'Logo für helle Hintergründe',
      ar: 'الشعار للخلفيات الفاتحة',
    },
    description: {
      en: 'The logo in full colour. First choice on white, snow and light photographs.',
      es: 'El logotipo a todo color. Primera opción sobre blanco, nieve y fotografías claras.',
      eu: 'Logotipoa kolore guztietan. Lehen aukera zuriaren, elurraren eta argazki argien gainean.',
    },
    altText: {
      en: 'Round mark with mountains, sun and sea beside the green words Visit Mendialde.',
      es: 'Símbolo redondo con montañas, sol y mar junto a las palabras Visit Mendialde en verde.',
      eu: 'Mendiak, eguzkia eta itsasoa dituen ikur biribila, Visit Mendialde hitz berdeen ondoan.',
    },
    keywords: ['logo', 'colours', 'light'],
    ...common,
  },
  {
    file: 'logos/mendialde-logo-dark.svg',
    title: {
      en: 'Logo for dark grounds',
      es: 'Logotipo para fondos oscuros',
      eu: 'Logotipoa hondo ilunetarako',
      fr: 'Logo pour fonds sombres',
      de: 'Logo für dunkle Hintergründe',
      ar: 'الشعار للخلفيات الداكنة',
    },
    description: {
      en: 'The logo in pale tints on a transparent ground. For forest, pine, sea violet and dark photographs.',
      es: 'El logotipo en tonos pálidos sobre fondo transparente. Para bosque, pino, violeta mar y fotografías oscuras.',
      eu: 'Logotipoa tonu argietan, hondo gardenaren gainean. Oihana, pinua eta itsas morea koloreetarako eta argazki ilunetarako.',
    },
    altText: {
      en: 'Round mark in pale tints beside the white words Visit Mendialde.',
      es: 'Símbolo redondo en tonos pálidos junto a las palabras Visit Mendialde en blanco.',
      eu: 'Ikur biribila tonu argietan, Visit Mendialde hitz zurien ondoan.',
    },
    keywords: ['logo', 'white', 'dark'],
    ...common,
  },
  {
    file: 'logos/mendialde-logo-vertical.svg',
    title: {
      en: 'Logo, upright',
      es: 'Logotipo vertical',
      eu: 'Logotipo bertikala',
      fr: 'Logo vertical',
      de: 'Logo, hochkant',
      ar: 'الشعار العمودي',
    },
    description: {
      en: 'Mark above the name. For narrow columns, banners and signs.',
      es: 'Símbolo sobre el nombre. Para columnas estrechas, banderolas y señales.',
      eu: 'Ikurra izenaren gainean. Zutabe estuetarako, pankartetarako eta seinaleetarako.',
    },
    altText: {
      en: 'Round mark with mountains, sun and sea above the green words Visit Mendialde.',
      es: 'Símbolo redondo con montañas, sol y mar sobre las palabras Visit Mendialde en verde.',
      eu: 'Mendiak, eguzkia eta itsasoa dituen ikur biribila, Visit Mendialde hitz berdeen gainean.',
    },
    keywords: ['logo', 'vertical'],
    ...common,
  },
  {
    file: 'logos/mendialde-mark.svg',
    title: {
      en: 'Mark, colour',
      es: 'Símbolo en color',
      eu: 'Ikurra, koloretan',
      fr: 'Symbole en couleur',
      de: 'Bildmarke, farbig',
      ar: 'الرمز بالألوان',
    },
    description: {
      en: 'The mark alone, for profile pictures and icons where the name is written beside it.',
      es: 'Solo el símbolo, para perfiles e iconos donde el nombre ya aparece al lado.',
      eu: 'Ikurra bakarrik, izena alboan idatzita dagoen profil-irudi eta ikonoetarako.',
    },
    altText: {
      en: 'Round mark: an ochre sun above a slate ridge, a green ridge and a violet sea.',
      es: 'Símbolo redondo: un sol ocre sobre una cresta pizarra, otra verde y un mar violeta.',
      eu: 'Ikur biribila: eguzki okrea arbel koloreko mendiaren, mendi berdearen eta itsaso morearen gainean.',
    },
    keywords: ['mark', 'icon'],
    ...common,
  },
  {
    file: 'logos/mendialde-mark-white.svg',
    title: {
      en: 'Mark, white',
      es: 'Símbolo en blanco',
      eu: 'Ikurra, zuriz',
      fr: 'Symbole en blanc',
      de: 'Bildmarke, weiß',
      ar: 'الرمز بالأبيض',
    },
    description: {
      en: 'The mark in one white, for photographs, engraving and fabric.',
      es: 'El símbolo en blanco, para fotografías, grabado y tela.',
      eu: 'Ikurra zuri hutsez, argazkietarako, grabatuetarako eta oihaletarako.',
    },
    altText: {
      en: 'White round mark with the lines of two ridges, the sun and the sea cut out.',
      es: 'Símbolo redondo blanco con las líneas de dos crestas, el sol y el mar recortadas.',
      eu: 'Ikur biribil zuria; bi mendiren lerroak, eguzkia eta itsasoa ebakita.',
    },
    keywords: ['mark', 'white'],
    ...common,
  },
  {
    file: 'logos/mendialde-mono-black.svg',
    title: {
      en: 'Logo, black',
      es: 'Logotipo en negro',
      eu: 'Logotipoa, beltzez',
      fr: 'Logo en noir',
      de: 'Logo, schwarz',
      ar: 'الشعار بالأسود',
    },
    description: {
      en: 'The logo in one black, for newspapers, stamps and forms.',
      es: 'El logotipo en negro, para prensa, sellos y formularios.',
      eu: 'Logotipoa beltz hutsez, egunkarietarako, zigiluetarako eta inprimakietarako.',
    },
    altText: {
      en: 'Black round mark beside the black words Visit Mendialde.',
      es: 'Símbolo redondo negro junto a las palabras Visit Mendialde en negro.',
      eu: 'Ikur biribil beltza, Visit Mendialde hitz beltzen ondoan.',
    },
    keywords: ['logo', 'black', 'monochrome'],
    ...common,
  },
  {
    file: 'mendialde-palette.svg',
    title: {
      en: 'Colours of Mendialde',
      es: 'Los colores de Mendialde',
      eu: 'Mendialderen koloreak',
      fr: 'Les couleurs de Mendialde',
      de: 'Die Farben von Mendialde',
      ar: 'ألوان منديالدي',
    },
    description: {
      en: 'The palette on one sheet: five brand colours and three tints, with hex and RGB values and their contrast on white.',
      es: 'La paleta en una hoja: cinco colores de marca y tres tonos, con valores hex y RGB y su contraste sobre blanco.',
      eu: 'Paleta orri bakarrean: markaren bost kolore eta hiru tonu, hex eta RGB balioekin eta zuriaren gaineko kontrastearekin.',
    },
    altText: {
      en: 'Sheet with five tall swatches: forest #1F5A45, slate #56697A, beech ochre #C8841A, snow #FBFAF5 and sea violet #474CA0.',
      es: 'Hoja con cinco muestras: bosque #1F5A45, pizarra #56697A, ocre de haya #C8841A, nieve #FBFAF5 y violeta mar #474CA0.',
      eu: 'Orria bost kolore-laginekin: oihana #1F5A45, arbela #56697A, pago okrea #C8841A, elurra #FBFAF5 eta itsas morea #474CA0.',
    },
    keywords: ['palette', 'colours', 'hex'],
    ...common,
  },
]
