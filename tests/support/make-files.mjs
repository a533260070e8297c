// Makes the files of tests/files anew: `node tests/support/make-files.mjs`. Needs exiftool and ffmpeg (Debian: libimage-exiftool-perl, ffmpeg).
import { execFileSync } from 'node:child_process'
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipArchive } from 'archiver'
import sharp from 'sharp'

const root = path.resolve(import.meta.dirname, '../..')
const at = (name) => path.join(root, 'tests/files', name)
// By Clemens Engelhardt, who gave it to the public domain.
const photo = () => sharp(path.join(root, 'db/seeds/demo/photos/dandelion-clock.jpg'))
const exiftool = (name, ...tags) => execFileSync('exiftool', ['-q', '-overwrite_original', ...tags, at(name)])
const ffmpeg = (name, ...args) =>
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, '-map_metadata', '-1', '-fflags', '+bitexact', at(name)])

await photo().resize(960).jpeg({ quality: 74, mozjpeg: true }).toFile(at('photo.jpg'))
exiftool(
  'photo.jpg',
  ...['-EXIF:Make=Vitrine', '-EXIF:Model=Test Camera 1', '-EXIF:DateTimeOriginal=2026:05:17 09:30:00'],
  ...['-EXIF:SerialNumber=VT-0001', '-EXIF:OwnerName=Vitrine', '-EXIF:Artist=Clemens Engelhardt'],
  ...['-EXIF:GPSLatitude=0.5', '-EXIF:GPSLatitudeRef=N', '-EXIF:GPSLongitude=0.5', '-EXIF:GPSLongitudeRef=E'],
  ...['-IPTC:CodedCharacterSet=UTF8', '-IPTC:ObjectName=Dandelion clock', '-IPTC:By-line=Clemens Engelhardt'],
  ...['-IPTC:Credit=Vitrine test files', '-IPTC:Keywords=meadow', '-IPTC:Keywords=spring'],
  ...['-XMP-dc:Title=Dandelion clock', '-XMP-dc:Title-de=Pusteblume', '-XMP-dc:Creator=Clemens Engelhardt'],
  ...[
    '-XMP-dc:Description=A dandelion clock in a meadow against low sun',
    '-XMP-dc:Rights=No rights reserved (CC0 1.0)',
  ],
  ...['-XMP-photoshop:Credit=Vitrine test files', '-XMP-dc:Subject=meadow', '-XMP-dc:Subject=spring'],
  ...['-XMP-xmpRights:WebStatement=https://creativecommons.org/publicdomain/zero/1.0/'],
  '-XMP-iptcCore:AltTextAccessibility=A dandelion clock with the sun behind it',
)

await photo().resize(640, 480).jpeg({ quality: 70, mozjpeg: true }).toFile(at('turned.jpg'))
exiftool('turned.jpg', '-n', '-EXIF:Orientation=6')

const circle = Buffer.from('<svg viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>')
await photo()
  .resize(320, 320)
  .composite([{ input: circle, density: 2304, blend: 'dest-in' }])
  .png({ palette: true, colours: 128 })
  .toFile(at('round.png'))
exiftool('round.png', '-XMP-dc:Title=A round picture', '-XMP-dc:Creator=Clemens Engelhardt')

await photo().resize(800, 450).webp({ quality: 70 }).toFile(at('banner.webp'))
exiftool('banner.webp', '-EXIF:Artist=Clemens Engelhardt', '-XMP-dc:Title=A banner')

await photo().resize(300, 200).toColourspace('cmyk').tiff({ compression: 'lzw' }).toFile(at('inks.tif'))
exiftool('inks.tif', '-XMP-dc:Title=Four inks')

const frame = (hue) => ({ create: { width: 120, height: 80, channels: 3, background: `hsl(${hue}, 70%, 50%)` } })
const frames = [0, 72, 144, 216, 288].map((hue) => sharp(frame(hue)).png().toBuffer())
await sharp(await Promise.all(frames), { join: { animated: true } })
  .gif({ delay: [120, 120, 120, 120, 120], loop: 0 })
  .toFile(at('moving.gif'))

await photo().resize(640).avif({ quality: 45, effort: 6 }).toFile(at('meadow.avif'))

writeFileSync(
  at('mark.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90">
  <title>Two hills</title>
  <desc>Two green hills under a round sun</desc>
  <circle cx="118" cy="26" r="14" fill="#f2b134"/>
  <path d="M0 90 50 30l50 60z" fill="#2f6b4f"/>
  <path d="M60 90 105 45l55 45z" fill="#4d8f6b"/>
</svg>
`,
)
writeFileSync(at('leaflet.pdf'), pdf(['Two hills', 'A leaflet of one page, made for the tests of this project.']))

const tone = (seconds) => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}:sample_rate=22050`]
ffmpeg(
  'film.mp4',
  ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=1', ...tone(1)],
  ...['-c:v', 'libx264', '-preset', 'slow', '-crf', '30', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '32k'],
  ...['-movflags', '+faststart', '-shortest'],
)
ffmpeg('tone.wav', ...tone(0.5), '-c:a', 'pcm_s16le')
ffmpeg('tone.mp3', ...tone(1), '-c:a', 'libmp3lame', '-b:a', '32k')

const rows = ['article;title;price;from', 'H-001;Postcard “Two hills”;1,20;2026-01-01', 'H-002;Póster;12,00;2026-03-01']
writeFileSync(at('prices.csv'), `\ufeff${rows.join('\r\n')}\r\n`)

const whole = readFileSync(at('turned.jpg'))
writeFileSync(at('cut.jpg'), whole.subarray(0, Math.floor(whole.length * 0.6)))

const zip = new ZipArchive({ zlib: { level: 9 } })
const date = new Date('2026-05-17T09:30:00Z')
for (const name of ['mark.svg', 'prices.csv']) zip.append(readFileSync(at(name)), { name: `press/${name}`, date })
await Promise.all([zip.finalize(), pipeline(zip, createWriteStream(at('press.zip')))])

/** A PDF of one page with lines of text (PDF 1.4, 3.4: header, body, cross-reference table, trailer). */
function pdf(lines) {
  const shown = lines.map((line, index) => `BT /F1 ${index ? 11 : 24} Tf 56 ${760 - index * 36} Td (${line}) Tj ET`)
  const content = shown.join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Title (Two hills) /Author (Vitrine) >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>`
  return `${text}${table}${trailer}\nstartxref\n${text.length}\n%%EOF\n`
}
