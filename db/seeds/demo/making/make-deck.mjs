// Makes media/press-briefing.pptx: `node db/seeds/demo/making/make-deck.mjs`.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipArchive } from 'archiver'
import sharp from 'sharp'
import { frameParts, part, relations, shapeTree } from './pptx-parts.mjs'
import { colours, cropped, drawing, media } from './shared.mjs'

/** English Metric Units of a centimetre; a slide is 33.867 × 19.05 cm. */
const CM = 360_000
const [WIDTH, HEIGHT] = [33.867, 19.05]
const emu = (cm) => Math.round(cm * CM)
const place = ([x, y, width, height]) =>
  `<a:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`
const solid = (hex, alpha) =>
  `<a:solidFill><a:srgbClr val="${hex.slice(1)}">${alpha ? `<a:alpha val="${alpha * 1000}"/>` : ''}</a:srgbClr></a:solidFill>`

let ids = 1
const shape = (at, fill, body = '') => {
  ids += 1
  return `<p:sp><p:nvSpPr><p:cNvPr id="${ids}" name="Shape ${ids}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${place(at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill}<a:ln><a:noFill/></a:ln></p:spPr>${body}</p:sp>`
}
const box = (at, hex, alpha) => shape(at, solid(hex, alpha))
/** Lines of text in a size in points; `head` is set in the face of headings. */
const text = (at, lines, { size, colour = colours.pine, head = false, bold = false, anchor = 't' }) => {
  const face = `<a:latin typeface="${head ? '+mj-lt' : '+mn-lt'}"/>`
  const runs = [lines]
    .flat()
    .map(
      (line) =>
        `<a:p><a:pPr><a:lnSpc><a:spcPct val="${head ? 92 : 110}000"/></a:lnSpc><a:spcAft><a:spcPts val="${head ? 0 : 600}"/></a:spcAft></a:pPr><a:r><a:rPr lang="en" sz="${size * 100}"${bold ? ' b="1"' : ''}>${solid(colour)}${face}</a:rPr><a:t>${line}</a:t></a:r></a:p>`,
    )
  const body = `<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="${anchor}"/><a:lstStyle/>${runs.join('')}</p:txBody>`
  return shape(at, '<a:noFill/>', body)
}
const picture = (at, relation, description) => {
  ids += 1
  return `<p:pic><p:nvPicPr><p:cNvPr id="${ids}" name="Picture ${ids}" descr="${description}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId${relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${place(at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`
}

const whole = [0, 0, WIDTH, HEIGHT]
const [left, right] = [
  [0, 0, 15, HEIGHT],
  [WIDTH - 15, 0, 15, HEIGHT],
]
const logo = drawing('mendialde-logo-dark')
const [, logoWidth, logoHeight] = logo.match(/viewBox="0 0 (\S+) (\S+)"/)
const logoAt = (x, y, width) => [x, y, width, (width * logoHeight) / logoWidth]
const foot = (number) =>
  text([2.2, 17.6, 20, 0.8], `Visit Mendialde  ·  Autumn briefing  ·  ${number}`, { size: 11, colour: colours.slate })
const story = (number, side, { title, lines, photo, alt }) => {
  const x = side === left ? 17 : 2.2
  return {
    images: [photo],
    shapes: [
      picture(side, 2, alt),
      text([x, 3, 14.6, 4.4], title, { size: 36, head: true, colour: colours.forest, anchor: 'b' }),
      box([x, 8.1, 2.4, 0.12], colours.ochre),
      text([x, 9.2, 14.4, 8], lines, { size: 18 }),
      side === right ? foot(number) : '',
    ],
  }
}
const number = (x, value, label) => [
  text([x, 7, 9, 3.2], value, { size: 60, head: true, colour: colours.snow }),
  text([x, 10.5, 8.4, 4], label, { size: 17, colour: colours.sand }),
]

const SLIDES = [
  {
    images: ['wide:aizkorri-ridge', 'logo'],
    shapes: [
      picture(whole, 2, 'The Aizkorri ridge above an autumn wood'),
      box([0, 0, WIDTH, 8.6], colours.pine, 62),
      text([2.2, 1.9, 26, 4], 'Autumn in Mendialde', { size: 54, head: true, colour: colours.snow }),
      text([2.2, 5.2, 26, 2], 'What we show the press this season, and how to use it', {
        size: 22,
        colour: colours.snow,
      }),
      picture(logoAt(24.4, 15.4, 7.4), 3, 'Logo of Visit Mendialde'),
    ],
  },
  {
    background: colours.forest,
    images: [],
    shapes: [
      text([2.2, 2, 28, 3], 'A season in three numbers', { size: 40, head: true, colour: colours.snow }),
      box([2.2, 5.4, 2.4, 0.12], colours.ochre),
      ...number(2.2, '3 walks', 'that begin where a bus stops, each with the hour at which it is at its best'),
      ...number(12.6, '6 weeks', 'of copper light, from the second half of October to the end of November'),
      ...number(23, '0 cars', 'needed: two bus lines, a green way and a lot of footpaths'),
    ],
  },
  story(3, right, {
    photo: 'tall:forest-stream',
    alt: 'A stream over limestone',
    title: 'Water first',
    lines: [
      'Streams are full again after the summer.',
      'Best before nine in the morning, from the mill in Larrabide.',
      'Pair the picture with the way of the stream, 4 km.',
    ],
  }),
  story(4, left, {
    photo: 'tall:fig-on-red-dish',
    alt: 'Half a fig on a red dish',
    title: 'The table of autumn',
    lines: [
      'Figs with fresh cheese, walnuts, cider from the barrel.',
      'Name the house and the village, not only the dish.',
      'More pictures on request.',
    ],
  }),
  story(5, right, {
    photo: 'tall:dandelion-clock',
    alt: 'A dandelion clock against low sun',
    title: 'Credit the people',
    lines: [
      'Every photograph names its author and its licence.',
      'Copy the credit line from the page of the file in our portal.',
      'Say if you cropped or changed a picture.',
    ],
  }),
  {
    background: colours.pine,
    images: ['logo'],
    shapes: [
      picture(logoAt(2.2, 2.2, 11.8), 2, 'Logo of Visit Mendialde'),
      text([2.2, 8, 26, 3], 'Mendiak hasten diren lekua', { size: 40, head: true, colour: colours.snow }),
      text([2.2, 11, 26, 3], ['press@visit-mendialde.example', '+34 943 555 010'], { size: 20, colour: colours.sand }),
      text(
        [2.2, 15.6, 29, 2],
        'Photographs: Aitzol Berasategi and Trevor “Freespace”, CC BY 4.0; Clemens Engelhardt, CC0 1.0; cropped. Mendialde is invented.',
        { size: 12, colour: colours.sand },
      ),
    ],
  },
]

const images = {
  logo: () => sharp(Buffer.from(logo)).resize(800).png({ palette: true }).toBuffer(),
  wide: (name) => cropped(name, { width: 1280, height: 720, quality: 58 }),
  tall: (name) => cropped(name, { width: 630, height: 800, quality: 60 }),
}
const fileOf = (image) => `${image.replace(':', '-')}.${image === 'logo' ? 'png' : 'jpg'}`

const zip = new ZipArchive({ zlib: { level: 9 } })
const date = new Date('2026-10-01T00:00:00Z')
const put = (name, data) => zip.append(data, { name, date })
const done = pipeline(zip, createWriteStream(media('press-briefing.pptx')))
const frame = {
  count: SLIDES.length,
  title: 'Autumn in Mendialde',
  colours,
  fonts: { head: 'Cambria', text: 'Calibri' },
}
for (const [name, xml] of Object.entries(frameParts(frame))) put(name, xml)
for (const [at, { shapes, images: used, background }] of SLIDES.entries()) {
  const fill = background ? `<p:bg><p:bgPr>${solid(background)}<a:effectLst/></p:bgPr></p:bg>` : ''
  const links = [
    ['slideLayout', '../slideLayouts/slideLayout1.xml'],
    ...used.map((each) => ['image', `../media/${fileOf(each)}`]),
  ]
  put(
    `ppt/slides/slide${at + 1}.xml`,
    part('sld', `${shapeTree(shapes.join(''), fill)}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`),
  )
  put(`ppt/slides/_rels/slide${at + 1}.xml.rels`, relations(links))
}
for (const image of new Set(SLIDES.flatMap((slide) => slide.images))) {
  const [kind, name] = image.split(':')
  put(`ppt/media/${fileOf(image)}`, await images[kind](name))
}
await zip.finalize()
await done
