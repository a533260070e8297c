// The parts of a presentation (ECMA-376, PresentationML and DrawingML) that are the same for every deck.
const NS = [
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
].join(' ')
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const ROOT = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>`

/** A part of a presentation: its root element with the namespaces, and what is in it. */
export const part = (name, content) => `${XML}<p:${name} ${NS}>${content}</p:${name}>`
/** The shapes of a slide on a background. */
export const shapeTree = (shapes, background = '') =>
  `<p:cSld>${background}<p:spTree>${ROOT}${shapes}</p:spTree></p:cSld>`
/** Relationships, as pairs of type and target; their ids are rId1, rId2, … */
export const relations = (pairs) => {
  const rows = pairs.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
}

/** The frame of a presentation of `count` slides, by file name. */
export function frameParts({ count, title, colours, fonts }) {
  const slides = Array.from({ length: count }, (_, at) => at + 1)
  const fill = (name, hex) => `<a:${name}><a:srgbClr val="${hex.slice(1)}"/></a:${name}>`
  const accents = [colours.forest, colours.ochre, colours.sea, colours.slate, colours.sand, colours.pine]
  const scheme = [
    ...[fill('dk1', colours.pine), fill('lt1', colours.snow), fill('dk2', colours.forest), fill('lt2', colours.sand)],
    ...accents.map((hex, at) => fill(`accent${at + 1}`, hex)),
    ...[fill('hlink', colours.forest), fill('folHlink', colours.slate)],
  ]
  const face = (name, font) =>
    `<a:${name}><a:latin typeface="${font}"/><a:ea typeface=""/><a:cs typeface=""/></a:${name}>`
  const solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
  const three = (each) => each.repeat(3)
  const formats = `<a:fillStyleLst>${three(solid)}</a:fillStyleLst><a:lnStyleLst>${three(`<a:ln w="9525">${solid}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${three('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst><a:bgFillStyleLst>${three(solid)}</a:bgFillStyleLst>`
  const map =
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
  const override = (name, type) => `<Override PartName="/${name}" ContentType="${TYPES}.${type}+xml"/>`
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>${override('ppt/presentation.xml', 'presentationml.presentation.main')}${override('ppt/slideMasters/slideMaster1.xml', 'presentationml.slideMaster')}${override('ppt/slideLayouts/slideLayout1.xml', 'presentationml.slideLayout')}${override('ppt/theme/theme1.xml', 'theme')}${slides.map((at) => override(`ppt/slides/slide${at}.xml`, 'presentationml.slide')).join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': relations([['officeDocument', 'ppt/presentation.xml']]).replace(
      '</Relationships>',
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    ),
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:creator>Visit Mendialde</dc:creator></cp:coreProperties>`,
    'ppt/presentation.xml': part(
      'presentation',
      `<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${slides.map((at) => `<p:sldId id="${255 + at}" r:id="rId${at + 2}"/>`).join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>`,
    ),
    'ppt/_rels/presentation.xml.rels': relations([
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ['theme', 'theme/theme1.xml'],
      ...slides.map((at) => ['slide', `slides/slide${at}.xml`]),
    ]),
    'ppt/slideMasters/slideMaster1.xml': part(
      'sldMaster',
      `${shapeTree('', '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>')}<p:clrMap ${map}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>`,
    ),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': part(
      'sldLayout',
      `${shapeTree('')}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`,
    ),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations([['slideMaster', '../slideMasters/slideMaster1.xml']]),
    'ppt/theme/theme1.xml': `${XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Mendialde"><a:themeElements><a:clrScheme name="Mendialde">${scheme.join('')}</a:clrScheme><a:fontScheme name="Mendialde">${face('majorFont', fonts.head)}${face('minorFont', fonts.text)}</a:fontScheme><a:fmtScheme name="Plain">${formats}</a:fmtScheme></a:themeElements></a:theme>`,
  }
}
