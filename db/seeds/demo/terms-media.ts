import type { Localized } from '~/platform/language'
import type { DemoRights } from './demo-asset'

const MEDIA: Localized = {
  en: 'Show, print and embed it unchanged in anything about Mendialde, also commercially, with the credit line. Ask us before you cut it or take parts out of it: the photographs in it belong to the people named there.',
  es: 'Puede mostrarlo, imprimirlo e insertarlo sin cambios en todo lo que trate de Mendialde, también con fines comerciales, con la línea de crédito. Consúltenos antes de cortarlo o extraer partes: las fotografías que contiene son de las personas citadas.',
  eu: 'Aldatu gabe erakuts, inprima eta txerta dezakezu Mendialderi buruzko edozertan, baita merkataritza-helburuetarako ere, kreditu-lerroarekin. Galdetu guri moztu edo zatiak atera aurretik: barruko argazkiak bertan aipatutakoenak dira.',
  fr: 'Montrez-le, imprimez-le et intégrez-le sans changement dans tout ce qui parle de Mendialde, y compris à des fins commerciales, avec la ligne de crédit. Demandez-nous avant de le couper ou d’en extraire une partie : les photographies appartiennent aux personnes citées.',
  de: 'Sie dürfen es unverändert zeigen, drucken und einbetten, wo es um Mendialde geht, auch kommerziell, mit der Bildzeile. Fragen Sie uns, bevor Sie es kürzen oder Teile entnehmen: Die Fotos darin gehören den dort Genannten.',
  ar: 'يجوز لكم عرضه وطباعته وتضمينه دون تغيير في كل ما يخص منديالدي، وللأغراض التجارية أيضًا، مع سطر الاعتماد. راجعونا قبل قصّه أو استخراج أجزاء منه: فالصور التي فيه ملك لمن ذُكرت أسماؤهم.',
}

const OFL: Localized = {
  en: 'Use it for anything, print it, embed it in documents and websites, and pass it on with its licence. It may not be sold by itself.',
  es: 'Úsela para todo: imprímala, incrústela en documentos y sitios web y compártala junto con su licencia. No se puede vender por separado.',
  eu: 'Erabili edozertarako: inprimatu, txertatu dokumentu eta webguneetan, eta banatu bere lizentziarekin. Ezin da bakarrik saldu.',
  fr: 'Utilisez-la pour tout : imprimez-la, intégrez-la dans des documents et des sites, et transmettez-la avec sa licence. Elle ne peut pas être vendue seule.',
  de: 'Für alles zu verwenden: drucken, in Dokumente und Websites einbetten und mit der Lizenz weitergeben. Allein darf sie nicht verkauft werden.',
  ar: 'استخدموه لأي غرض: اطبعوه وضمّنوه في المستندات والمواقع وتداولوه مع ترخيصه. ولا يجوز بيعه منفردًا.',
}

/** Rights of what the brand made itself, of the photographs whose authors `photographs` names. */
export const mediaTerms = (photographs?: string): DemoRights => ({
  creator: 'Visit Mendialde',
  creditLine: photographs ? `Visit Mendialde; photographs: ${photographs}` : 'Visit Mendialde',
  copyrightNotice: '© 2026 Visit Mendialde (invented)',
  licenceName: 'Visit Mendialde media terms',
  licenceUrl: null,
  usageTerms: MEDIA,
})

/** Rights of a typeface under the SIL Open Font License 1.1, by its authors and year. */
export const openFont = (creator: string, year: number): DemoRights => ({
  creator,
  creditLine: `${creator} / SIL OFL 1.1`,
  copyrightNotice: `© ${year} ${creator}`,
  licenceName: 'SIL Open Font License 1.1',
  licenceUrl: 'https://openfontlicense.org',
  usageTerms: OFL,
})
