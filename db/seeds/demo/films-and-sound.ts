import type { DemoAsset } from './demo-asset'
import { mediaTerms } from './terms-media'

const AITZOL = 'Aitzol Berasategi (CC BY 4.0)'
const common = { sourceLocale: 'eu', state: 'approved' as const, isPreviewedLater: true as const }

/** The film of the season, with its captions. */
export const film: DemoAsset = {
  file: 'media/where-the-mountains-begin.mp4',
  title: {
    en: 'Where the mountains begin: the film',
    es: 'Donde empiezan las montañas: la película',
    eu: 'Mendiak hasten diren lekua: filma',
    fr: 'Là où commencent les montagnes : le film',
    de: 'Wo die Berge beginnen: der Film',
    ar: 'حيث تبدأ الجبال: الفيلم',
  },
  description: {
    en: 'Eleven seconds of autumn for screens, stands and social networks: the ridge, the stream, the meadow and the last light, with our tune. No speech; captions tell what is heard and read.',
    es: 'Once segundos de otoño para pantallas, estands y redes sociales: la cresta, el arroyo, el prado y la última luz, con nuestra melodía. Sin voz; los subtítulos cuentan lo que se oye y se lee.',
    eu: 'Udazkeneko hamaika segundo pantailetarako, erakusmahaietarako eta sare sozialetarako: gailurra, erreka, belardia eta azken argia, gure doinuarekin. Ahotsik gabe; azpitituluek entzuten eta irakurtzen dena diote.',
  },
  altText: {
    en: 'A mountain ridge, a stream, a dandelion and a sunset follow each other; the logo of Visit Mendialde appears at the end.',
    es: 'Se suceden una cresta, un arroyo, un diente de león y una puesta de sol; al final aparece el logotipo de Visit Mendialde.',
    eu: 'Gailurreria, erreka, dikuria-belarra eta ilunabarra bata bestearen atzetik; amaieran Visit Mendialderen logotipoa.',
  },
  keywords: ['film', 'autumn', 'campaign'],
  ...mediaTerms(`${AITZOL}, Clemens Engelhardt (CC0)`),
  ...common,
  approvedNote: 'For all our screens until the end of November.',
  captions: {
    eu: 'media/where-the-mountains-begin.eu.vtt',
    en: 'media/where-the-mountains-begin.en.vtt',
  },
}

/** The tune of the brand, with its cover. */
export const tune: DemoAsset = {
  file: 'media/mendialde-tune.mp3',
  title: {
    en: 'The tune of Mendialde',
    es: 'La melodía de Mendialde',
    eu: 'Mendialdeko doinua',
    fr: 'La mélodie de Mendialde',
    de: 'Die Melodie von Mendialde',
    ar: 'لحن منديالدي',
  },
  description: {
    en: 'Twenty-three seconds of plucked strings, planks of wood and four bells, for films, podcasts and waiting on the telephone.',
    es: 'Veintitrés segundos de cuerda pulsada, tablas de madera y cuatro campanas, para vídeos, podcasts y esperas al teléfono.',
    eu: 'Hogeita hiru segundo hari pultsatuekin, zurezko oholekin eta lau kanpairekin, bideoetarako, podcastetarako eta telefonoko itxaronaldietarako.',
  },
  altText: {
    en: 'Cover: the round mark of Visit Mendialde on dark green, with rings around it like an echo.',
    es: 'Portada: el símbolo redondo de Visit Mendialde sobre verde oscuro, rodeado de anillos como un eco.',
    eu: 'Azala: Visit Mendialderen ikur biribila berde ilunaren gainean, oihartzun baten moduko eraztunekin.',
  },
  keywords: ['sound', 'jingle', 'music'],
  ...mediaTerms(),
  ...common,
}
