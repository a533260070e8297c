// Makes media/autumn-walks.pdf: `node db/seeds/demo/making/make-brochure.mjs`. Needs Chromium.
import { writeFileSync } from 'node:fs'
import { colours, cropUrl, drawing, fontCss, media, withPage } from './shared.mjs'

const WALKS = [
  {
    photo: 'forest-stream',
    name: 'Errekaren bidea',
    english: 'The way of the stream',
    facts: '4 km · 1 h 20 · 140 m up',
    text: 'From the mill in Larrabide, with the water on your left all the way to the third bridge. After rain the stones are slippery: take the upper path. Be there before nine and you will have the steps to yourself.',
  },
  {
    photo: 'aizkorri-ridge',
    name: 'Alertzeen begiratokia',
    english: 'The larch lookout',
    facts: '7 km · 2 h 30 · 320 m up',
    text: 'A cart track leaves the chapel of San Adrian and turns into a meadow path. The larches are at their reddest in the first week of November, in the hour after lunch, when the ridge behind them is lit.',
  },
  {
    photo: 'summit-sunset',
    name: 'Mahai gaina',
    english: 'To the stone table',
    facts: '9 km · 3 h 30 · 610 m up',
    text: 'Up through the beeches to the grassy top, where a stone table names every range you see. Stay for the sunset only with a lamp and a warm coat; the way down is the same, and it is long.',
  },
]

const style = `${fontCss}
  @page { size: 210mm 210mm; margin: 0 } * { box-sizing: border-box }
  body { margin: 0; color: ${colours.pine}; font: 400 13.4pt/1.5 'Source Sans 3'; -webkit-print-color-adjust: exact }
  section { position: relative; width: 210mm; height: 210mm; overflow: hidden; break-after: page; background: ${colours.snow} }
  img { display: block; width: 100%; object-fit: cover } h1, h2, h3 { font-family: Fraunces; margin: 0; letter-spacing: -0.015em; line-height: 1.04 }
  h1 { font-weight: 460; font-size: 54pt } h2 { font-weight: 480; font-size: 33pt } h3 { font-weight: 420; font-style: italic; font-size: 16pt; color: ${colours.forest} }
  p { margin: 0 } .inner { position: absolute; inset: 0; padding: 20mm 20mm 18mm } .folio { position: absolute; bottom: 10mm; left: 20mm; font-size: 9pt; color: ${colours.slate} }
  .cover { color: ${colours.snow} } .cover img { height: 210mm } .cover .inner { background: linear-gradient(rgb(18 55 43 / 0.72), transparent 48%) }
  .cover p { margin-top: 5mm; font-size: 16pt } .cover svg { position: absolute; right: 16mm; bottom: 14mm; width: 62mm; height: auto }
  .big { font: 420 22pt/1.34 Fraunces; margin: 14mm 0 10mm } .facts { color: ${colours.ochre}; font-weight: 650; font-size: 11.5pt; letter-spacing: 0.03em; margin: 4mm 0 }
  .mark svg { position: absolute; right: 20mm; bottom: 18mm; width: 46mm; height: 46mm }
  .walk img { height: 112mm } .walk .text { padding: 10mm 20mm; display: grid; grid-template-columns: 74mm 1fr; gap: 10mm } .walk h2 { font-size: 27pt } .walk h3 { margin-top: 2.5mm }
  .table { background: ${colours.forest}; color: ${colours.snow} } .table img { position: absolute; right: 0; top: 0; width: 96mm; height: 210mm } .table .inner { width: 112mm } .table h3 { color: ${colours.sand} }
  dl { margin: 10mm 0 0 } dt { font: 480 15pt/1.2 Fraunces; margin-top: 6mm } dd { margin: 1mm 0 0; color: ${colours.sand}; font-size: 12pt; line-height: 1.4 }
  table { width: 100%; border-collapse: collapse; margin-top: 10mm; font-size: 12.5pt } td { padding: 3.4mm 0; border-bottom: 0.3mm solid ${colours.sand}; vertical-align: top } td:first-child { font-weight: 650; width: 44mm; color: ${colours.forest} }
  .last { background: ${colours.pine}; color: ${colours.snow} } .last svg { width: 92mm; height: auto } .last .small { position: absolute; left: 20mm; right: 20mm; bottom: 18mm; font-size: 9.5pt; line-height: 1.5; color: ${colours.sand} }`

const large = { width: 1120, height: 1120, quality: 50 }
const walks = await Promise.all(
  WALKS.map(async ({ photo, name, english, facts, text }, at) => {
    const url = await cropUrl(photo, { width: 1120, height: 597, quality: 50, position: 'centre' })
    return `<section class="walk"><img src="${url}" alt=""><div class="text"><div><h2>${name}</h2><h3>${english}</h3></div>
      <div><p class="facts">${facts}</p><p>${text}</p></div></div><span class="folio">${at + 3}</span></section>`
  }),
)
const html = `<!doctype html><html lang="en"><title>Three autumn walks in Mendialde</title><style>${style}</style>
<section class="cover"><img src="${await cropUrl('aizkorri-ridge', large)}" alt=""><div class="inner"><h1>Udazkena<br>oinez</h1>
  <p>Three autumn walks in Mendialde</p>${drawing('mendialde-logo-dark')}</div></section>
<section><div class="inner"><h2>Before you set out</h2><p class="big">Autumn is the quiet season here. The herds come down, the mushrooms are named by
  everybody and shown to nobody, and at four in the afternoon the light turns to copper.</p>
  <p>The three walks in this leaflet begin where a bus stops. We tell you the hour at which each is at its best. Basque names come
  first: they are on the signs, and people will know what you mean.</p><p style="margin-top: 5mm">Close the gates. Keep dogs on
  a lead near the herds. Water from the springs with a stone trough is good to drink.</p><div class="mark">${drawing('mendialde-mark')}</div></div><span class="folio">2</span></section>
${walks.join('')}
<section class="table"><img src="${await cropUrl('fig-on-red-dish', { width: 560, height: 1225, quality: 50 })}" alt=""><div class="inner">
  <h2>Mahaian</h2><h3>At the table afterwards</h3><dl><dt>Sagardotegi Etxezar, Larrabide</dt><dd>Cider from the barrel, cod omelette,
  walnuts. Open on Fridays and at weekends.</dd><dt>Taberna Iturri, San Adrian</dt><dd>A soup that has been on the stove since morning.
  Closed on Mondays.</dd><dt>Pikuak, Goiko plaza</dt><dd>Figs with fresh cheese until they are finished, usually about All Saints.</dd></dl></div></section>
<section><div class="inner"><h2>Getting there</h2><table><tr><td>Bus 12</td><td>From the station to Larrabide at 8.05, 9.35 and 13.05; back until 19.40.</td></tr>
  <tr><td>Bus 14</td><td>To San Adrian at 8.20 and 12.20; on Sundays at 10.00 only.</td></tr><tr><td>By bicycle</td><td>The green way follows
  the old railway for 11 km, without a hill.</td></tr><tr><td>Maps</td><td>At the visitor centre in Goiko plaza, free, in Basque, Spanish, French and English.</td></tr>
  <tr><td>Mountain rescue</td><td>112. Say the name on the nearest yellow post.</td></tr></table></div><span class="folio">7</span></section>
<section class="last"><div class="inner">${drawing('mendialde-logo-dark')}<p class="big">Mendiak hasten<br>diren lekua</p>
  <p>press@visit-mendialde.example<br>+34 943 555 010</p><p class="small">Photographs: Aitzol Berasategi (cover, walks), CC BY 4.0; Trevor “Freespace” (fig), CC BY 4.0;
  cropped. Mendialde, its villages, buses and taverns are invented; walk somewhere else. Typefaces: Fraunces and Source Sans 3, SIL Open Font License 1.1.</p></div></section></html>`

const pdf = await withPage(html, { width: 800, height: 800 }, (page) =>
  page.pdf({ width: '210mm', height: '210mm', printBackground: true, tagged: true }),
)
writeFileSync(media('autumn-walks.pdf'), pdf)
