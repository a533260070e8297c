// Makes media/mendialde-tune.mp3 with its cover: `node db/seeds/demo/making/make-sound.mjs`. Needs Chromium and ffmpeg.
import { rmSync, writeFileSync } from 'node:fs'
import { RATE } from './instruments.mjs'
import { colours, drawing, ffmpeg, fontCss, media, withPage } from './shared.mjs'
import { tune } from './tune.mjs'

const rings = Array.from({ length: 9 }, (_, at) => {
  const opacity = 0.5 - at * 0.05
  return `<circle cx="500" cy="430" r="${250 + at * 42}" fill="none" stroke="${colours.sand}" stroke-width="5" opacity="${opacity}"/>`
}).join('')
const html = `<style>${fontCss}
  body { margin: 0; width: 1000px; height: 1000px; position: relative; overflow: hidden; background: ${colours.pine} }
  svg { position: absolute } .mark svg { inset: 230px auto auto 300px; width: 400px; height: 400px }
  .disc { position: absolute; left: 270px; top: 200px; width: 460px; height: 460px; border-radius: 50%; background: ${colours.snow} }
  p { position: absolute; inset: auto 0 60px; margin: 0; text-align: center; color: ${colours.snow};
      font: 500 74px/1 Fraunces; letter-spacing: -0.01em }
  small { display: block; margin-top: 18px; font: 400 34px/1 'Source Sans 3'; color: ${colours.sand}; letter-spacing: 0.02em }
</style><svg viewBox="0 0 1000 1000" width="1000" height="1000">${rings}</svg><div class="disc"></div>
<div class="mark">${drawing('mendialde-mark')}</div>
<p>Mendiak hasten diren lekua<small>Visit Mendialde</small></p>`

const [pcm, cover] = [media('tune.pcm'), media('cover.jpg')]
await withPage(html, { width: 1000, height: 1000 }, (page) =>
  page.screenshot({ path: cover, type: 'jpeg', quality: 64 }),
)
writeFileSync(pcm, tune(22.9, 2.5))
ffmpeg(
  ...['-f', 's16le', '-ar', String(RATE), '-ac', '2', '-i', pcm, '-i', cover, '-map', '0:a', '-map', '1:v'],
  ...['-c:a', 'libmp3lame', '-b:a', '96k', '-c:v', 'copy', '-disposition:v', 'attached_pic', '-id3v2_version', '3'],
  ...['-metadata', 'title=Mendiak hasten diren lekua', '-metadata', 'artist=Visit Mendialde'],
  ...['-metadata', 'copyright=© Visit Mendialde (invented)', '-metadata:s:v', 'title=Cover', '-fflags', '+bitexact'],
  media('mendialde-tune.mp3'),
)
rmSync(pcm)
rmSync(cover)
