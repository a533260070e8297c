import { expect, test } from 'vitest'
import { ArchiveTree } from '~/ui/viewers/archive-tree'
import { FilmPlayer } from '~/ui/viewers/film-player'
import { FontSpecimen } from '~/ui/viewers/font-specimen'
import { HoverStrip } from '~/ui/viewers/hover-strip'
import { ModelViewer } from '~/ui/viewers/model-viewer'
import { PdfViewer } from '~/ui/viewers/pdf-viewer'
import { SoundPlayer } from '~/ui/viewers/sound-player'
import { TextView } from '~/ui/viewers/text-view'
import { viewerHtml } from './render-viewer'

const film = (
  <FilmPlayer
    sources={[{ src: '/f.mp4', type: 'video/mp4' }]}
    posterUrl="/p.jpg"
    width={720}
    height={480}
    duration={8}
    captions={[{ lang: 'eu', label: 'Euskara', src: '/eu.vtt', isDefault: true }]}
    chapters={[{ start: 65, end: 90, title: 'The <end>' }]}
    title="Elf"
  />
)
const sound = <SoundPlayer sources={[{ src: '/s.mp3', type: 'audio/mpeg' }]} peaks={[0, 1]} duration={2} title="S" />
const pdf = <PdfViewer url="/a.pdf" pageCount={41} title="Report" coverUrl="/cover.jpg" />
const model = <ModelViewer url="/m.glb" format="glb" title="Engine" triangles={121496} />
const font = (
  <FontSpecimen
    url="/f.otf"
    family="Garamond"
    facts={{
      ...{ glyphCount: 2548, features: ['kern'], scripts: ['Latn', 'Runr'], ranges: [[65, 90]] },
      axes: [{ tag: 'wght', name: 'Weight', min: 100, max: 900, default: 400 }],
      licence: 'OFL',
      licenceUrl: 'javascript:alert(1)',
    }}
  />
)
const table = (
  <TextView
    title="Cities"
    preview={{
      kind: 'table',
      isCut: true,
      rows: [
        ['City', 'People'],
        ['Bilbo', '345000'],
      ],
    }}
  />
)
const archive = (
  <ArchiveTree
    count={3}
    totalBytes={5000}
    entries={[
      { path: 'brand/logo.svg', size: 4000, isFolder: false },
      { path: 'brand/secret.txt', size: 1000, isFolder: false, note: 'encrypted' },
    ]}
  />
)

test('a film is a native player with its captions and chapters', () => {
  const page = viewerHtml(film)
  expect(page).toMatch(/<video controls="" preload="metadata" playsinline="" poster="\/p.jpg" width="720" height="480"/)
  expect(page).toMatch(/<track kind="captions" srcLang="eu" label="Euskara" src="\/eu.vtt" default=""/)
  expect(page).toContain('1:05')
  expect(page).toContain('The &lt;end&gt;')
})

test('a sound is a native player below its waveform', () => {
  const page = viewerHtml(sound)
  expect(page).toContain('<audio controls=""')
  expect(page).toMatch(/<path id="[^"]*" d="M0.5 49v2M1.5 2v96"/)
})

test('a PDF is its cover, its number of pages and a link to the file', () => {
  const page = viewerHtml(pdf)
  expect(page).toContain('src="/cover.jpg"')
  expect(page).toMatch(/href="\/a.pdf"[^>]*rel="noopener"|rel="noopener"[^>]*href="\/a.pdf"/)
  expect(page).toContain('41 pages')
})

test('a model tells its size, and its button waits for scripts', () => {
  const page = viewerHtml(model)
  expect(page).toContain('121,496 triangles')
  expect(page).toMatch(/class="[^"]*needs-script"[^>]*data-waiting=""|data-waiting=""[^>]*needs-script/)
})

test('a font is its facts, and an address of another scheme than http is no link', () => {
  const page = viewerHtml(font)
  expect(page).toContain('2,548')
  expect(page).toContain('Latin · Runr')
  expect(page).toContain('100–900')
  expect(page).toContain('OFL')
  expect(page).not.toContain('javascript:')
})

test('a table has a caption with its counts, headers, and numbers aligned to the end', () => {
  const page = viewerHtml(table)
  expect(page).toContain('<caption>First 1 row, 2 columns</caption>')
  expect(page).toContain('<th scope="col"><bdi>City</bdi></th>')
  expect(page).toContain('<td class="cell-number"><bdi>345000</bdi></td>')
})

test('a text has one element for each line', () => {
  const page = viewerHtml(<TextView title="t" preview={{ kind: 'text', text: 'a\r\n\r\n<b>\n', isCut: false }} />)
  expect(page).toContain('<span>a\n</span><span>\n</span><span>&lt;b&gt;\n</span></pre>')
})

test('an archive is a tree of folders that open without scripts, with sizes and notes', () => {
  const page = viewerHtml(archive)
  expect(page).toMatch(/<details open=""><summary>.*brand.*5 kB/)
  expect(page).toContain('Encrypted')
  expect(page).toContain('1 more entry is not listed here.')
})

test.each([
  ['a film', film],
  ['a sound', sound],
  ['a PDF', pdf],
  ['a model', model],
  ['a font', font],
  ['a table', table],
  ['an archive', archive],
  ['a strip', <HoverStrip key="strip" stripUrl="/s.jpg" />],
])('%s has no style attribute, which public pages forbid', (_, element) => {
  expect(viewerHtml(element)).not.toMatch(/\sstyle="/)
})
