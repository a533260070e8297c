import type { PortalThemeInput } from '~/domain/portals/theme'
import type { Localized } from '~/platform/language'
import { guidelines } from './guidelines'

const name: Localized = {
  en: 'Visit Mendialde',
  es: 'Visit Mendialde',
  eu: 'Visit Mendialde',
  fr: 'Visit Mendialde',
  de: 'Visit Mendialde',
  ar: 'Visit Mendialde',
}

const headline: Localized = {
  en: 'Where the mountains begin',
  es: 'Donde empiezan las montañas',
  eu: 'Mendiak hasten diren lekua',
  fr: 'Là où commencent les montagnes',
  de: 'Wo die Berge beginnen',
  ar: 'حيث تبدأ الجبال',
}

const introduction: Localized = {
  en: 'Photographs, logos and colours for everyone who writes about Mendialde or works with us. Each file says who made it and what you may do with it.',
  es: 'Fotografías, logotipos y colores para quienes escriben sobre Mendialde o trabajan con nosotros. Cada archivo indica quién lo hizo y qué se puede hacer con él.',
  eu: 'Argazkiak, logotipoak eta koloreak Mendialderi buruz idazten duten edo gurekin lan egiten duten guztientzat. Fitxategi bakoitzak esaten du nork egin duen eta zer egin daitekeen harekin.',
  fr: 'Photographies, logos et couleurs pour celles et ceux qui écrivent sur Mendialde ou travaillent avec nous. Chaque fichier indique son auteur et ce que vous pouvez en faire.',
  de: 'Fotos, Logos und Farben für alle, die über Mendialde schreiben oder mit uns arbeiten. Jede Datei sagt, wer sie gemacht hat und was Sie damit tun dürfen.',
  ar: 'صور وشعارات وألوان لكل من يكتب عن منديالدي أو يعمل معنا. يبيّن كل ملف من أعدّه وما يجوز لكم فعله به.',
}

/** Brand colour forest green, 8.05:1 on white. The focus keeps the ridge of the hero picture in every crop. */
const theme: PortalThemeInput = {
  brandColour: '#1f5a45',
  displayFont: 'fraunces',
  textFont: 'source-sans-3',
  radius: 'soft',
  layout: 'justified',
  scrim: 40,
  heroFocus: { x: 50, y: 35 },
}

/** The press portal of the demo brand. */
export const portal = {
  slug: 'press',
  name,
  headline,
  introduction,
  guidelines,
  theme,
  contact: { name: 'Visit Mendialde press office', email: 'press@visit-mendialde.example', phone: '+34 943 555 010' },
  logo: 'logos/mendialde-logo-light.svg',
  logoDark: 'logos/mendialde-logo-dark.svg',
  hero: 'photos/aizkorri-ridge.jpg',
}
