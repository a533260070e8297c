import type { Localized } from '~/platform/language'
import type { DemoRights } from './demo-asset'

const CC_BY: Localized = {
  en: 'You may use, crop and change this picture, also commercially. Name the author and the licence where the picture appears, link to the licence, and say if you changed the picture.',
  es: 'Puede usar, recortar y modificar esta imagen, también con fines comerciales. Indique el autor y la licencia junto a la imagen, enlace la licencia y señale si ha hecho cambios.',
  eu: 'Irudi hau erabili, moztu eta alda dezakezu, baita merkataritza-helburuetarako ere. Aipatu egilea eta lizentzia irudiaren ondoan, jarri lizentziarako esteka eta adierazi aldaketarik egin duzun.',
  fr: 'Vous pouvez utiliser, recadrer et modifier cette image, y compris à des fins commerciales. Citez l’auteur et la licence là où l’image paraît, ajoutez un lien vers la licence et signalez toute modification.',
  de: 'Sie dürfen dieses Bild verwenden, zuschneiden und verändern, auch kommerziell. Nennen Sie dort, wo es erscheint, Urheber und Lizenz, verlinken Sie die Lizenz und weisen Sie auf Änderungen hin.',
  ar: 'يجوز لكم استخدام هذه الصورة وقصّها وتعديلها، بما في ذلك للأغراض التجارية. اذكروا اسم المؤلف والترخيص حيث تظهر الصورة، وضعوا رابطًا إلى الترخيص، وأشيروا إلى أي تعديل.',
}

const CC_BY_SA: Localized = {
  en: 'You may use and change this picture, also commercially. Name the author and the licence, link to the licence, and say if you changed the picture. If you publish a changed version, it must carry the same licence.',
  es: 'Puede usar y modificar esta imagen, también con fines comerciales. Indique el autor y la licencia, enlace la licencia y señale los cambios. Si publica una versión modificada, debe llevar la misma licencia.',
  eu: 'Irudi hau erabili eta alda dezakezu, baita merkataritza-helburuetarako ere. Aipatu egilea eta lizentzia, jarri lizentziarako esteka eta adierazi aldaketak. Bertsio aldatu bat argitaratzen baduzu, lizentzia bera izan behar du.',
  fr: 'Vous pouvez utiliser et modifier cette image, y compris à des fins commerciales. Citez l’auteur et la licence, ajoutez un lien vers la licence et signalez toute modification. Une version modifiée doit être publiée sous la même licence.',
  de: 'Sie dürfen dieses Bild verwenden und verändern, auch kommerziell. Nennen Sie Urheber und Lizenz, verlinken Sie die Lizenz und weisen Sie auf Änderungen hin. Eine veränderte Fassung muss unter derselben Lizenz erscheinen.',
  ar: 'يجوز لكم استخدام هذه الصورة وتعديلها، بما في ذلك للأغراض التجارية. اذكروا اسم المؤلف والترخيص، وضعوا رابطًا إلى الترخيص، وأشيروا إلى أي تعديل. وإذا نشرتم نسخة معدّلة فيجب أن تصدر بالترخيص نفسه.',
}

const CC0: Localized = {
  en: 'The author has given up all rights as far as the law allows: use, change and sell this picture without asking. A credit is not required, but we are glad to see one.',
  es: 'El autor ha renunciado a todos sus derechos en la medida en que la ley lo permite: puede usar, modificar y vender esta imagen sin pedir permiso. No es obligatorio citar al autor, pero lo agradecemos.',
  eu: 'Egileak bere eskubide guztiei uko egin die, legeak uzten duen neurrian: baimenik eskatu gabe erabil, alda eta sal dezakezu irudi hau. Ez da nahitaezkoa egilea aipatzea, baina eskertzen dugu.',
  fr: 'L’auteur a renoncé à tous ses droits dans la mesure permise par la loi : utilisez, modifiez et vendez cette image sans autorisation. Le crédit n’est pas obligatoire, mais il fait plaisir.',
  de: 'Der Urheber hat, soweit das Gesetz es zulässt, auf alle Rechte verzichtet: Sie dürfen dieses Bild ohne Nachfrage verwenden, verändern und verkaufen. Eine Nennung ist nicht nötig, freut uns aber.',
  ar: 'تنازل المؤلف عن جميع حقوقه بالقدر الذي يسمح به القانون: يمكنكم استخدام هذه الصورة وتعديلها وبيعها دون استئذان. ذكر اسم المؤلف ليس إلزاميًا، لكنه يسعدنا.',
}

const BRAND: Localized = {
  en: 'For editorial coverage of Mendialde and for partners of the board. Keep the logo as it is: no new colours, no effects, no cropping. Any use that suggests our endorsement needs our written consent.',
  es: 'Para información periodística sobre Mendialde y para socios de la oficina de turismo. Mantenga el logotipo tal cual: sin otros colores, sin efectos, sin recortes. Todo uso que sugiera nuestro respaldo requiere consentimiento por escrito.',
  eu: 'Mendialderi buruzko kazetaritza-lanetarako eta turismo-bulegoaren bazkideentzat. Utzi logotipoa dagoen bezala: kolore berririk, efekturik edo mozketarik gabe. Gure babesa iradokitzen duen edozein erabilerak gure idatzizko baimena behar du.',
  fr: 'Pour les articles sur Mendialde et pour les partenaires de l’office de tourisme. Laissez le logo tel quel : pas d’autres couleurs, pas d’effets, pas de recadrage. Tout usage laissant croire à notre soutien exige notre accord écrit.',
  de: 'Für die Berichterstattung über Mendialde und für Partner des Tourismusverbands. Lassen Sie das Logo, wie es ist: keine anderen Farben, keine Effekte, kein Beschnitt. Jede Nutzung, die unsere Unterstützung nahelegt, braucht unsere schriftliche Zustimmung.',
  ar: 'للتغطية الصحفية عن منديالدي ولشركاء هيئة السياحة. اتركوا الشعار كما هو: دون ألوان أخرى أو مؤثرات أو قصّ. وكل استخدام يوحي بدعمنا يتطلب موافقتنا الخطية.',
}

const creativeCommons =
  (licenceName: string, path: string, usageTerms: Localized) =>
  (creator: string, year: number): DemoRights => ({
    creator,
    creditLine: `${creator} / ${licenceName}`,
    copyrightNotice: `© ${year} ${creator}`,
    licenceName,
    licenceUrl: `https://creativecommons.org/${path}/`,
    usageTerms,
  })

/** Rights of a picture under Creative Commons Attribution 4.0, by author and year. */
export const ccBy4 = creativeCommons('CC BY 4.0', 'licenses/by/4.0', CC_BY)
/** Rights of a picture under Creative Commons Attribution-ShareAlike 4.0, by author and year. */
export const ccBySa4 = creativeCommons('CC BY-SA 4.0', 'licenses/by-sa/4.0', CC_BY_SA)
/** Rights of a picture under Creative Commons Attribution-ShareAlike 3.0, by author and year. */
export const ccBySa3 = creativeCommons('CC BY-SA 3.0', 'licenses/by-sa/3.0', CC_BY_SA)

/** Rights of a picture whose author waived them (Creative Commons Zero 1.0). */
export const cc0 = (creator: string, year: number): DemoRights => ({
  ...creativeCommons('CC0 1.0', 'publicdomain/zero/1.0', CC0)(creator, year),
  copyrightNotice: `No rights reserved. ${creator}, ${year}`,
})

/** Rights of the brand's own logos. */
export const brandTerms: DemoRights = {
  creator: 'Visit Mendialde',
  creditLine: 'Visit Mendialde',
  copyrightNotice: '© Visit Mendialde (invented)',
  licenceName: 'Visit Mendialde brand terms',
  licenceUrl: null,
  usageTerms: BRAND,
}
