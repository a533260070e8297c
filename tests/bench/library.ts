/**
 * The library with 100,000 assets in Chromium at 1440 × 900: time until it takes keys, frames of a scripted scroll, a jump to
 * the middle and to the end, and the bytes of its page and of a part of its result, as a grid and as a table.
 * `npx tsx tests/bench/library.ts`
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { openBrowser } from '#tests/support/chromium'
import { openEmbedded } from '#tests/support/processes'
import { type Product, startProduct } from '#tests/support/product'
import { openWindow, signIn } from '#tests/support/visitor'
import { fillLibrary, untilPictured } from './support/many-assets'

const ASSETS = Number(process.env.BENCH_ASSETS ?? 100_000)
const FRAMES = Number(process.env.BENCH_FRAMES ?? 180)
const RUNS = Number(process.env.BENCH_RUNS ?? 3)

const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-library-'))
await chmod(folder, 0o755) // the database may run as another user
const dataDir = path.join(folder, 'data')
let product: Product | undefined
const browser = await openBrowser()
try {
  product = await startProduct(dataDir)
  const db = await openEmbedded(dataDir)
  await untilPictured(db)
  const started = Date.now()
  await fillLibrary(db, ASSETS)
  await db.end()
  console.log(`${ASSETS} assets after ${Math.round((Date.now() - started) / 1000)} s`)
  const { page } = await openWindow(browser, product.baseUrl, { viewport: { width: 1440, height: 900 } })
  await page.addInitScript(noteReadiness)
  await page.addInitScript(noteKeys)
  await signIn(page, 'mara')
  const bytes = await bytesOf(page)
  const ready: number[] = []
  for (let run = 0; run < RUNS; run++) {
    await page.goto('/library')
    ready.push(await page.evaluate(() => performance.getEntriesByName('library ready')[0]?.startTime ?? Number.NaN))
  }
  const slow = await frames(page, 60)
  const fast = await frames(page, 800)
  const toMiddle = await jump(page, 0.5)
  const toEnd = await jump(page, 1)
  const key = await keyTime(page)
  const readyMs = Math.round(median(ready))
  const table = await tableFigures(page)
  const figures = [
    { figure: `library of ${ASSETS}: ready for keys, ms`, value: readyMs, aim: '< 1000' },
    { figure: 'library: frames below 20 ms at 60 px, %', value: slow.below20, aim: '>= 95' },
    { figure: 'library: frames below 20 ms at 800 px, %', value: fast.below20, aim: '>= 95' },
    { figure: 'library: pictures in sight after a jump to the middle, ms', value: toMiddle, aim: '< 500' },
    { figure: 'library: pictures in sight after a jump to the end, ms', value: toEnd, aim: '< 500' },
    { figure: 'library: p95 of an arrow key until its frame, ms', value: key, aim: '< 50' },
    { figure: 'library: bytes of the page, compressed', value: bytes.page, aim: '< 40000' },
    { figure: 'library: bytes of 60 tiles, compressed', value: bytes.tiles, aim: '< 10000' },
    { figure: 'table: frames below 20 ms at 60 px, %', value: table.slow.below20, aim: '>= 95' },
    { figure: 'table: frames below 20 ms at 800 px, %', value: table.fast.below20, aim: '>= 95' },
    { figure: 'table: p95 of an arrow key until its frame, ms', value: table.key, aim: '< 50' },
    { figure: 'table: bytes of the page, compressed', value: table.page, aim: '< 50000' },
    { figure: 'table: bytes of the cells of 60 rows, compressed', value: table.cells, aim: '< 15000' },
  ]
  console.table({ slow, fast, 'table slow': table.slow, 'table fast': table.fast })
  console.table(figures)
  console.log(JSON.stringify({ bench: 'library', assets: ASSETS, frames: FRAMES, slow, fast, bytes, figures }))
} finally {
  await browser.close()
  await product?.stop()
  await rm(folder, { recursive: true, force: true })
}

/** In the page: measures the time from each key to the next frame. */
function noteKeys(): void {
  document.addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => performance.measure('key', { start: timeStamp, end: performance.now() })),
    { capture: true },
  )
}

/** In the page: notes the time at which the windowed list is drawn, which is when it takes keys. */
function noteReadiness(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.tiles-placed > .tile a')) return
    observer.disconnect()
    performance.mark('library ready')
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
}

/** The transferred bytes of the page itself, and of one part of the result. */
async function bytesOf(page: Page): Promise<{ page: number; tiles: number }> {
  const answer = await page.goto('/library')
  const tiles = page.waitForResponse((response) => response.url().includes('/library/tiles'))
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 3))
  const [whole, part] = [await answer!.request().sizes(), await (await tiles).request().sizes()]
  return { page: whole.responseBodySize, tiles: part.responseBodySize }
}

/** The same of the table, in which cells are loaded beside the assets. */
async function tableFigures(page: Page) {
  await page.getByRole('button', { name: 'Table' }).click()
  await page.getByRole('grid').waitFor()
  const answer = await page.goto('/library')
  await page.getByRole('grid').waitFor()
  const cells = page.waitForResponse((response) => response.url().includes('/library/cells'))
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 3))
  const [whole, part] = [await answer!.request().sizes(), await (await cells).request().sizes()]
  const [slow, fast] = [await frames(page, 60), await frames(page, 800)]
  await page.evaluate(() => {
    scrollTo(0, 0)
    performance.clearMeasures('key')
  })
  await page.locator('[data-index="0"] [data-column="1"]').focus()
  const key = await pressed(page)
  return { slow, fast, key, page: whole.responseBodySize, cells: part.responseBodySize }
}

/** Scrolls `step` pixels in each frame, from the top; returns the times between frames. */
async function frames(page: Page, step: number) {
  const times = await page.evaluate(
    async ([count, by]) => {
      scrollTo(0, 0)
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      for (let n = 0; n < 10; n++) await frame()
      const deltas: number[] = []
      let before = await frame()
      for (let n = 0; n < count!; n++) {
        scrollBy(0, by!)
        const now = await frame()
        deltas.push(now - before)
        before = now
      }
      return deltas
    },
    [FRAMES, step],
  )
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  const below20 = Math.round((times.filter((time) => time < 20).length / times.length) * 1000) / 10
  return { below20, p50: at(0.5), p95: at(0.95), worst: at(0.999) }
}

/** Jumps to a part of the list; returns the milliseconds until no tile in sight is blank. */
function jump(page: Page, share: number): Promise<number> {
  return page.evaluate(async (to) => {
    const started = performance.now()
    scrollTo(0, document.documentElement.scrollHeight * to)
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const isFull = () => {
      const tiles = [...document.querySelectorAll('.tiles-placed > .tile')].filter((tile) => {
        const { top, bottom } = tile.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      })
      return tiles.length > 0 && tiles.every((tile) => !tile.classList.contains('tile-blank'))
    }
    do await frame()
    while (!isFull() && performance.now() - started < 60_000)
    return Math.round(performance.now() - started)
  }, share)
}

/** The 95th percentile of the time from an arrow key to the frame in which the focus has moved. */
async function keyTime(page: Page): Promise<number> {
  await page.evaluate(() => scrollTo(0, 0))
  await page.locator('.tiles-placed a').first().focus()
  await page.evaluate(() => performance.clearMeasures('key'))
  return pressed(page)
}

async function pressed(page: Page): Promise<number> {
  for (let n = 0; n < 60; n++) await page.keyboard.press(n % 2 ? 'ArrowRight' : 'ArrowDown')
  const times = await page.evaluate(() => performance.getEntriesByName('key').map(({ duration }) => duration))
  return Math.round(times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN)
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
