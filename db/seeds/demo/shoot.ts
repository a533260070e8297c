import type { Localized } from '~/platform/language'

/** A part of a demo photograph, which stands for what an agency sent: left, top, width and height in pixels. */
interface DemoDelivery {
  slot: number
  from: string
  fileName: string
  part: [left: number, top: number, width: number, height: number]
  title: Localized
  altText: Localized
  creator: string
  licenceName: string
  licenceUrl: string
  /** What became of it. */
  review: 'approved' | 'in_review' | { note: string; pins: { x: number; y: number; text: string }[] }
}

const CC_BY = { licenceName: 'CC BY 4.0', licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' }
const CC_BY_SA = { licenceName: 'CC BY-SA 4.0', licenceUrl: 'https://creativecommons.org/licenses/by-sa/4.0/' }

/** The brief of the demo brand, with a guest who has delivered some of it. */
export const shoot = {
  title: {
    en: 'Autumn shoot',
    es: 'Sesión de otoño',
    eu: 'Udazkeneko saioa',
    fr: 'Prises de vue d’automne',
    de: 'Herbstaufnahmen',
    ar: 'تصوير الخريف',
  } satisfies Localized,
  text: {
    en: 'Five motifs for the autumn campaign. Low light, no filters, people from behind or with a release. We choose by the end of each week.',
    es: 'Cinco motivos para la campaña de otoño. Luz baja, sin filtros, personas de espaldas o con autorización. Elegimos al final de cada semana.',
    eu: 'Udazkeneko kanpainarako bost gai. Argi baxua, iragazkirik gabe, jendea bizkarrez edo baimenarekin. Aste bakoitzaren amaieran aukeratzen dugu.',
    fr: 'Cinq motifs pour la campagne d’automne. Lumière rasante, sans filtre, personnes de dos ou avec autorisation. Nous choisissons en fin de semaine.',
    de: 'Fünf Motive für die Herbstkampagne. Flaches Licht, keine Filter, Menschen von hinten oder mit Freigabe. Wir wählen am Ende jeder Woche aus.',
    ar: 'خمسة مواضيع لحملة الخريف. ضوء منخفض، بلا مرشحات، والأشخاص من الخلف أو مع تصريح. نختار في نهاية كل أسبوع.',
  } satisfies Localized,
  slots: [
    { title: 'The Aizkorri ridge at first light', text: 'From the meadow, landscape format.', wanted: 1 },
    { title: 'A bridge, from below', text: 'Cables and sky, no cars.', wanted: 1 },
    { title: 'A stream in the beech wood', text: 'Long exposure is welcome.', wanted: 2 },
    { title: 'Market day in a village', text: 'Hands and produce rather than faces.', wanted: 3 },
    { title: 'Two bakers at work', text: 'Needs a model release for each of them.', wanted: 1 },
  ],
  guest: { name: 'Ane Ibarra', email: 'ane@foto-ibarra.example', locale: 'eu' },
  message: 'The stream is also there in portrait format, if you need it.',
  leastSide: 800,
  extensions: 'jpg, tif, dng',
  deliveries: [
    {
      ...{ slot: 0, from: 'photos/aizkorri-ridge.jpg', fileName: 'ibarra-aizkorri-014.jpg' },
      part: [300, 350, 2400, 1350],
      title: { en: 'The ridge of Aizkorri, close', eu: 'Aizkorriko gailurra, hurbiletik' },
      altText: {
        en: 'A grey limestone ridge above autumn trees',
        eu: 'Kareharrizko gailur grisa udazkeneko zuhaitzen gainean',
      },
      creator: 'Aitzol Berasategi',
      ...CC_BY,
      review: 'approved',
    },
    {
      ...{ slot: 1, from: 'photos/bridge-cables.jpg', fileName: 'ibarra-zubia-003.jpg' },
      part: [900, 200, 2200, 1500],
      title: { en: 'Cables of the bridge' },
      altText: { en: 'Steel cables of a bridge against a blue sky' },
      creator: 'Sander Klootwijk',
      ...CC_BY_SA,
      review: {
        note: 'Good light. Please show where the cables are anchored, and straighten the horizon.',
        pins: [
          { x: 0.28, y: 0.62, text: 'Can we see the anchor of this cable?' },
          { x: 0.74, y: 0.35, text: 'The line tips to the left here.' },
        ],
      },
    },
    {
      ...{ slot: 2, from: 'photos/forest-stream.jpg', fileName: 'ibarra-erreka-021.jpg' },
      part: [500, 200, 2100, 1400],
      title: { en: 'Stream in the beech wood' },
      altText: { en: 'Water falls over mossy stones in a wood' },
      creator: 'Aitzol Berasategi',
      ...CC_BY,
      review: 'in_review',
    },
  ] satisfies DemoDelivery[] as DemoDelivery[],
}
