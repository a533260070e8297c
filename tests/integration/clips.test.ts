import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { missingConverters } from '#tests/support/converters'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { findSized, type SizedAsk } from '~/domain/delivery/sized-delivery.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { clipSettings } from '~/domain/presets/clip'
import { NewShare } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { createShare } from '~/domain/shares/shares.commands.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { dbNow } from '~/platform/db.server'

vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(path.join(os.tmpdir(), 'vitrine-clips-'))
const run = (program: string, args: string[]) => execFileSync(program, ['-v', 'error', ...args])
const RATE = 25

/** Six seconds of which each frame is as bright as its number says, with one key frame, sound, a title and a place. */
function film(): Buffer {
  const file = path.join(folder, 'film.mp4')
  run('ffmpeg', [
    ...[
      '-y',
      '-f',
      'lavfi',
      '-i',
      `nullsrc=size=640x360:rate=${RATE}:duration=6,format=yuv420p,geq=lum='20+N':cb=128:cr=128`,
    ],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=6', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10'],
    ...['-g', '1000', '-c:a', 'aac', '-metadata', 'title=Secret', '-metadata', 'location=+43.2-002.1/', file],
  ])
  return readFileSync(file)
}

/** What ffprobe says of a file, and which frame of the film is its first. */
function factsOf(bytes: Buffer) {
  const file = path.join(folder, 'clip')
  writeFileSync(file, bytes)
  const text = run('ffprobe', ['-of', 'json', '-show_format', '-show_streams', '-count_frames', file]).toString('utf8')
  const { format, streams } = JSON.parse(text) as {
    format: { duration: string; tags?: Record<string, string> }
    streams: { codec_type: string; width?: number; height?: number; nb_read_frames?: string }[]
  }
  const video = streams.find(({ codec_type }) => codec_type === 'video')
  const first = run('ffmpeg', ['-i', file, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'])
  return {
    seconds: Number(format.duration),
    tags: JSON.stringify(format.tags ?? {}),
    streams: streams.map(({ codec_type }) => codec_type).sort(),
    ...{ width: video?.width, height: video?.height, frames: Number(video?.nb_read_frames) },
    firstFrame: (first[Math.floor((video?.width ?? 0) / 2)] ?? 0) - 20,
  }
}

describe.skipIf(missingConverters.has('ffmpeg'))('a clip of a film', () => {
  let world: World
  let assetId: string
  let versionId: string
  beforeAll(async () => {
    world = await openWorld()
    ;({ assetId, versionId } = await world.photo('approved', { fileName: 'harbour.mp4', bytes: film() }))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await world.close()
  })

  const editor = (): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'Iker', role: 'editor' })
  const askFor = (from: string, to: string, form: string): SizedAsk => ({
    kind: 'custom',
    settings: clipSettings({ from, to, form }),
  })
  const find = async (ask: SizedAsk, viewer = editor(), id = assetId) =>
    findSized({ db: world.db, viewer, now: await dbNow(world.db) }, { kind: 'delivered', assetIds: [id] }, ask)
  const made = async (ask: SizedAsk) => {
    await askForSized(world.db, (await find(ask)).wanted, { by: world.iker.id })
    await world.runJobs()
    return find(ask)
  }
  const bytesOf = async ({ file }: Awaited<ReturnType<typeof find>>) =>
    world.storage.readSmall(file?.objectKey ?? '', 50_000_000)

  test.each([
    ['2', '3.5', 50, 1.5],
    ['0:01.48', '0:03', 37, 1.52],
    // Between two frames: the one that is shown then
    ['3.01', '4.01', 75, 1],
  ])(
    'from %s to %s as an MP4 begins with frame %i and lasts %d s, with sound and without metadata',
    async (from, to, frame, seconds) => {
      const found = await made(askFor(from, to, 'mp4-720'))
      expect(found).toMatchObject({
        state: 'made',
        file: { mediaType: 'video/mp4', rendition: 'clip', width: 640, height: 360 },
      })
      const facts = factsOf(await bytesOf(found))
      expect(Math.abs(facts.firstFrame - frame)).toBeLessThanOrEqual(1)
      expect(Math.abs(facts.seconds - seconds)).toBeLessThan(2 / RATE)
      expect(Math.abs(facts.frames - seconds * RATE)).toBeLessThanOrEqual(1)
      expect(facts.streams).toEqual(['audio', 'video'])
      expect(facts.tags).not.toMatch(/Secret|43\.2/)
    },
  )

  test('has a name that says which part it is, and a GIF of it has no sound', async () => {
    const found = await made(askFor('1', '2.5', 'gif'))
    expect(found.file).toMatchObject({ fileName: 'harbour-clip-1-2.5s.gif', mediaType: 'image/gif' })
    const facts = factsOf(await bytesOf(found))
    expect(facts).toMatchObject({ streams: ['video'], width: 640, height: 360, frames: 18 })
  })

  test('is made once for those who ask at the same time', async () => {
    const { wanted } = await find(askFor('4', '5', 'mp4-1080'))
    await Promise.all([0, 1, 2, 3].map(() => askForSized(world.db, wanted, { by: world.iker.id })))
    expect(await world.queued('make_sized_rendition')).toEqual([{ versionId, recipe: wanted.recipe, isFilm: false }])
    await world.runJobs()
  })

  test('that goes on beyond the end stops there, and one that begins beyond it says so', async () => {
    const facts = factsOf(await bytesOf(await made(askFor('5', '60', 'mp4-720'))))
    expect(Math.abs(facts.seconds - 1)).toBeLessThan(0.1)
    expect(await made(askFor('7', '8', 'mp4-720'))).toMatchObject({ state: 'failed', reason: 'convert_after_end' })
  })

  test('is for staff who may have the original, of films alone', async () => {
    const ask = askFor('1', '2', 'gif')
    const input = NewShare.parse({
      title: 'T',
      assets: [assetId],
      zone: 'UTC',
      expiresAt: '2099-01-01T00:00',
      allows: 'original',
    })
    const { token } = await createShare(world.db, world.mara, input, { locale: 'en', now: await dbNow(world.db) })
    const holder = viewerOfShare(await findShareByToken(world.db, token), false)
    await expect(find(ask, holder)).rejects.toMatchObject({ code: 'rendition.unknown' })
    await expect(find(ask, { kind: 'nobody' })).rejects.toMatchObject({ code: 'access.refused' })
    const photo = await world.photo('approved')
    await expect(find(ask, editor(), photo.assetId)).rejects.toMatchObject({ code: 'rendition.unknown' })
  })
})
