// Makes media/where-the-mountains-begin.mp4: `node db/seeds/demo/making/make-film.mjs`. Needs Chromium and ffmpeg.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { RATE } from './instruments.mjs'
import { colours, drawing, ffmpeg, fontCss, media, photo, withPage } from './shared.mjs'
import { tune } from './tune.mjs'

const FPS = 25
const FADE = 0.8
/** Shots with their seconds, and how far into the picture they go from and to: 1 is the entire picture. */
const SHOTS = [
  { name: 'aizkorri-ridge', seconds: 3.6, from: 1, to: 1.14, x: 0.5, y: 0.4 },
  { name: 'forest-stream', seconds: 3.2, from: 1.16, to: 1.02, x: 0.4, y: 0.6 },
  { name: 'dandelion-clock', seconds: 3.1, from: 1.02, to: 1.14, x: 0.6, y: 0.5 },
  { name: 'summit-sunset', seconds: 4, from: 1.14, to: 1, x: 0.5, y: 0.45 },
]
const LENGTH = SHOTS.reduce((sum, { seconds }) => sum + seconds, 0) - FADE * (SHOTS.length - 1)

const folder = mkdtempSync(path.join(os.tmpdir(), 'film-'))
const at = (name) => path.join(folder, name)
const style = `${fontCss} body { margin: 0; width: 1280px; height: 720px; position: relative; color: ${colours.snow} }
  div { position: absolute; inset: 0; display: flex; flex-direction: column; padding: 0 84px 76px; justify-content: flex-end }
  h1 { margin: 0; font: 480 84px/1.02 Fraunces; letter-spacing: -0.02em; text-shadow: 0 2px 30px rgb(0 0 0 / 0.55) }
  p { margin: 18px 0 0; font: 400 31px/1.2 'Source Sans 3'; text-shadow: 0 1px 14px rgb(0 0 0 / 0.7) }
  .veil { background: linear-gradient(transparent 35%, rgb(10 30 23 / 0.62)) }
  .end { align-items: center; justify-content: center; padding: 0; background: rgb(18 55 43 / 0.72) } .end svg { width: 620px; height: auto }`
const cards = {
  title: '<div class="veil"><h1>Mendiak hasten<br>diren lekua</h1><p>Where the mountains begin</p></div>',
  end: `<div class="end">${drawing('mendialde-logo-dark')}</div>`,
}
for (const [name, card] of Object.entries(cards))
  await withPage(`<style>${style}</style>${card}`, { width: 1280, height: 720 }, (page) =>
    page.screenshot({ path: at(`${name}.png`), omitBackground: true }),
  )
// Wide enough that a pan of a fraction of a pixel of the film is a whole one here, so that it does not tremble.
for (const { name } of SHOTS)
  await sharp(photo(name))
    .resize(3840, 2160, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toFile(at(`${name}.jpg`))
writeFileSync(at('tune.pcm'), tune(LENGTH, 1.5))

const shots = SHOTS.map(({ seconds, from, to, x, y }, index) => {
  const frames = Math.round(seconds * FPS)
  const zoom = `${from}+(${(to - from).toFixed(3)})*on/${frames}`
  return `[${index}]zoompan=z='${zoom}':x='(iw-iw/zoom)*${x}':y='(ih-ih/zoom)*${y}':d=${frames}:s=1280x720:fps=${FPS},format=yuv420p,setsar=1[s${index}]`
})
let begin = 0
const joins = SHOTS.slice(1).map((_, index) => {
  begin += SHOTS[index].seconds - FADE
  const before = index === 0 ? '[s0]' : `[j${index}]`
  return `${before}[s${index + 1}]xfade=transition=fade:duration=${FADE}:offset=${begin.toFixed(2)}[j${index + 1}]`
})
const still = SHOTS.length
const card = (input, name, { from, to, fadeOut }) =>
  `[${input}]format=rgba,fade=in:st=${from}:d=0.7:alpha=1${fadeOut ? `,fade=out:st=${to - 0.7}:d=0.7:alpha=1` : ''}[${name}]`
const graph = [
  ...shots,
  ...joins,
  card(still, 'title', { from: 0.4, to: 3.5, fadeOut: true }),
  card(still + 1, 'end', { from: LENGTH - 2.6, to: LENGTH, fadeOut: false }),
  `[j${SHOTS.length - 1}][title]overlay=enable='between(t,0.4,3.5)'[a]`,
  `[a][end]overlay=enable='gte(t,${(LENGTH - 2.6).toFixed(2)})',fade=in:0:12[v]`,
]
ffmpeg(
  ...SHOTS.flatMap(({ name }) => ['-i', at(`${name}.jpg`)]),
  ...['title', 'end'].flatMap((name) => [
    '-loop',
    '1',
    '-framerate',
    String(FPS),
    '-t',
    String(LENGTH),
    '-i',
    at(`${name}.png`),
  ]),
  ...['-f', 's16le', '-ar', String(RATE), '-ac', '2', '-i', at('tune.pcm')],
  ...['-filter_complex', graph.join(';'), '-map', '[v]', '-map', `${still + 2}:a`, '-t', LENGTH.toFixed(2)],
  ...['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '27', '-profile:v', 'high', '-c:a', 'aac', '-b:a', '96k'],
  ...['-movflags', '+faststart', '-metadata', 'title=Mendiak hasten diren lekua', '-fflags', '+bitexact'],
  media('where-the-mountains-begin.mp4'),
)
rmSync(folder, { recursive: true })
