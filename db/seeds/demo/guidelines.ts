import type { Localized } from '~/platform/language'

/** The brand's guidelines: blocks separated by blank lines, the first line of each is its heading. */
export const guidelines: Localized = {
  en: `Give the logo air
Keep a clear space around the logo as wide as the sun in the mark is tall, twice over. On screens the logo is never narrower than 120 pixels, in print never narrower than 30 millimetres. Do not stretch, tilt, outline or recolour it.

Five colours
Forest #1F5A45 leads: wordmark, buttons, links. Slate #56697A and snow #FBFAF5 carry text and ground. Beech ochre #C8841A is the sun: one spot a page, never small text. Sea violet #474CA0 belongs to water and evening.

How we sound
Plain, warm and precise. We name the path, the village and the hour instead of calling a place unique. Basque names come first and keep their spelling.

Credit the people
Every photograph names its author and its licence, beside the picture or in the imprint. Copy the credit line from the file's page. Tell us if you see a picture without one.`,
  es: `Deje respirar el logotipo
Reserve alrededor del logotipo un espacio libre de dos veces la altura del sol del símbolo. En pantalla nunca mide menos de 120 píxeles de ancho; en papel, nunca menos de 30 milímetros. No lo estire, incline, perfile ni cambie de color.

Cinco colores
El bosque #1F5A45 manda: nombre, botones, enlaces. La pizarra #56697A y la nieve #FBFAF5 llevan el texto y el fondo. El ocre de haya #C8841A es el sol: un solo acento por página, nunca en texto pequeño. El violeta mar #474CA0 es para el agua y la tarde.

Cómo hablamos
Con sencillez, calidez y precisión. Nombramos el sendero, el pueblo y la hora en vez de llamar único a un lugar. Los nombres en euskera van primero y conservan su grafía.

Cite a las personas
Cada fotografía nombra a su autor y su licencia, junto a la imagen o en los créditos. Copie la línea de crédito de la página del archivo. Avísenos si ve una imagen sin ella.`,
  eu: `Utzi arnasa hartzen logotipoari
Utzi logotipoaren inguruan ikurreko eguzkiaren altuera halako biko tarte librea. Pantailan ez da inoiz 120 pixel baino estuagoa; paperean, ez 30 milimetro baino estuagoa. Ez luzatu, okertu, ertzez inguratu edo kolorez aldatu.

Bost kolore
Oihana #1F5A45 da nagusi: izena, botoiak, estekak. Arbelak #56697A eta elurrak #FBFAF5 testua eta hondoa daramatzate. Pago okrea #C8841A eguzkia da: orriko ukitu bakarra, inoiz ez testu txikian. Itsas morea #474CA0 urarena eta arratsarena da.

Nola hitz egiten dugun
Argi, bero eta zehatz. Bidea, herria eta ordua izendatzen ditugu, lekua paregabea dela esan ordez. Euskal izenak lehenengo doaz, beren grafiarekin.

Aipatu egileak
Argazki bakoitzak egilea eta lizentzia aipatzen ditu, irudiaren ondoan edo kredituetan. Kopiatu kreditu-lerroa fitxategiaren orritik. Esan iezaguzu krediturik gabeko irudi bat ikusten baduzu.`,
  fr: `Laissez respirer le logo
Gardez autour du logo un espace libre égal à deux fois la hauteur du soleil du symbole. À l’écran, il ne mesure jamais moins de 120 pixels de large ; à l’impression, jamais moins de 30 millimètres. Ne l’étirez pas, ne l’inclinez pas, n’en changez ni le contour ni les couleurs.

Cinq couleurs
La forêt #1F5A45 domine : nom, boutons, liens. L’ardoise #56697A et la neige #FBFAF5 portent le texte et le fond. L’ocre de hêtre #C8841A est le soleil : une touche par page, jamais en petit texte. Le violet de mer #474CA0 revient à l’eau et au soir.

Notre ton
Simple, chaleureux et précis. Nous nommons le sentier, le village et l’heure plutôt que de dire un lieu unique. Les noms basques viennent en premier et gardent leur graphie.

Créditez les auteurs
Chaque photographie nomme son auteur et sa licence, à côté de l’image ou dans les crédits. Copiez la ligne de crédit depuis la page du fichier. Signalez-nous toute image qui n’en porte pas.`,
  de: `Dem Logo Luft lassen
Um das Logo bleibt ein Raum frei, der doppelt so breit ist, wie die Sonne im Zeichen hoch ist. Am Bildschirm ist das Logo nie schmaler als 120 Pixel, im Druck nie schmaler als 30 Millimeter. Nicht verzerren, kippen, umranden oder umfärben.

Fünf Farben
Wald #1F5A45 führt: Schriftzug, Knöpfe, Links. Schiefer #56697A und Schnee #FBFAF5 tragen Text und Grund. Buchenocker #C8841A ist die Sonne: ein Akzent je Seite, nie für kleinen Text. Meerviolett #474CA0 gehört zu Wasser und Abend.

Wie wir klingen
Schlicht, warm und genau. Wir nennen den Weg, das Dorf und die Stunde, statt einen Ort einzigartig zu nennen. Baskische Namen stehen vorn und behalten ihre Schreibung.

Menschen nennen
Jedes Foto nennt Urheber und Lizenz, beim Bild oder im Impressum. Übernehmen Sie die Bildzeile von der Seite der Datei. Sagen Sie uns, wenn Sie ein Bild ohne Nennung sehen.`,
  ar: `اتركوا للشعار متنفسًا
احتفظوا حول الشعار بمساحة خالية تساوي ضعف ارتفاع الشمس في الرمز. لا يقل عرض الشعار على الشاشة عن 120 بكسل، ولا في الطباعة عن 30 مليمترًا. لا تمدّوه ولا تميلوه ولا تحيطوه بإطار ولا تغيّروا ألوانه.

خمسة ألوان
لون الغابة ‎#1F5A45 هو الرئيسي: للاسم والأزرار والروابط. الأردواز ‎#56697A والثلج ‎#FBFAF5 للنص والخلفية. مغرة الزان ‎#C8841A هي الشمس: لمسة واحدة في الصفحة، وليست للنص الصغير أبدًا. بنفسجي البحر ‎#474CA0 للماء والمساء.

كيف نتحدث
ببساطة ودفء ودقة. نسمّي الدرب والقرية والساعة بدل أن نصف المكان بأنه فريد. الأسماء الباسكية تأتي أولًا وتحتفظ بكتابتها.

اذكروا أصحاب الصور
كل صورة تذكر مؤلفها وترخيصها، بجانبها أو في صفحة الاعتمادات. انسخوا سطر الاعتماد من صفحة الملف، وأخبرونا إذا رأيتم صورة بلا اعتماد.`,
}
