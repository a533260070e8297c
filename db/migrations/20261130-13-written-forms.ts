import { type PresetSeed, rowsOf, settings } from './preset-seeds'

const DOCUMENTS = ['pdf', 'document', 'presentation', 'spreadsheet']

/** Pages and words of documents are what their web form shows; a drawing as a drawing is its original in another format. */
const SEEDS: PresetSeed[] = [
  {
    key: 'page-jpeg',
    names: {
      ...{ en: 'Page as JPEG, 2000 px', es: 'Página en JPEG, 2000 px', eu: 'Orria JPEG gisa, 2000 px' },
      ...{ fr: 'Page en JPEG, 2000 px', de: 'Seite als JPEG, 2000 px', ar: 'صفحة بصيغة JPEG،‏ 2000 بكسل' },
    },
    kinds: DOCUMENTS,
    settings: settings({ width: 2000, height: 2000, quality: 85 }),
    tier: 'web',
  },
  {
    key: 'page-png',
    names: {
      ...{ en: 'Page as PNG, 2000 px', es: 'Página en PNG, 2000 px', eu: 'Orria PNG gisa, 2000 px' },
      ...{ fr: 'Page en PNG, 2000 px', de: 'Seite als PNG, 2000 px', ar: 'صفحة بصيغة PNG،‏ 2000 بكسل' },
    },
    kinds: DOCUMENTS,
    settings: settings({ format: 'png', width: 2000, height: 2000 }),
    tier: 'web',
  },
  {
    key: 'text',
    names: { en: 'Text', es: 'Texto', eu: 'Testua', fr: 'Texte', de: 'Text', ar: 'النص' },
    kinds: DOCUMENTS,
    settings: settings({ format: 'txt' }),
    tier: 'web',
  },
  {
    key: 'drawing-pdf',
    names: {
      ...{ en: 'PDF, as a drawing for print', es: 'PDF vectorial, para imprenta', eu: 'PDF bektoriala, inprimatzeko' },
      ...{ fr: 'PDF vectoriel, pour l’impression', de: 'PDF als Vektorgrafik, für den Druck' },
      ar: 'ملف PDF متجه، للطباعة',
    },
    kinds: ['vector'],
    settings: settings({ format: 'pdf' }),
    tier: 'original',
  },
  {
    key: 'drawing-svg',
    names: {
      ...{ en: 'SVG, as a drawing for the web', es: 'SVG vectorial, para la web', eu: 'SVG bektoriala, weberako' },
      ...{ fr: 'SVG vectoriel, pour le web', de: 'SVG als Vektorgrafik, fürs Web', ar: 'ملف SVG متجه، للويب' },
    },
    kinds: ['vector'],
    settings: settings({ format: 'svg' }),
    tier: 'original',
  },
]

/** Presets of pages and text of documents, and of drawings that stay drawings, behind those that an installation has. */
export const writtenForms = `
insert into download_preset (key, names, kinds, settings, tier, position)
select key, names, kinds, settings, tier, place + (select coalesce(max(position), 0) from download_preset)
from (values ${rowsOf(SEEDS)}) as seed (key, names, kinds, settings, tier, place)
on conflict (key) do nothing
`
