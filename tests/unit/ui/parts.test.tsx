import { expect, test } from 'vitest'
import { modeFromCookies } from '~/platform/mode'
import { AssetTile } from '~/ui/asset-tile'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { CopyButton } from '~/ui/copy-button'
import { DataTable } from '~/ui/data-table'
import { Icon } from '~/ui/icon'
import { LanguageSwitch } from '~/ui/language-switch'
import { MediaFrame } from '~/ui/media-frame'
import { ModeSwitch } from '~/ui/mode-switch'
import { ProgressBar } from '~/ui/progress-bar'
import { StaffShell } from '~/ui/staff-shell'
import { html } from './render'

const tile = (
  <AssetTile
    to="/library/assets/1"
    title="Ridge"
    picture={{ src: '/m/1', width: 480, height: 320 }}
    note="JPEG"
    badge={<Badge tone="ok">Approved</Badge>}
    select={{ name: 'asset', value: '1' }}
  />
)
const shell = (
  <StaffShell
    home="/library"
    places={[
      { name: 'library', to: '/library' },
      { name: 'review', to: '/review', count: 3 },
    ]}
    more={[{ name: 'audit', to: '/admin/audit' }]}
    person={{ name: 'Mara Etxeberria' }}
    signOutTo="/sign-out"
  >
    <p>content</p>
  </StaffShell>
)
const frame = <MediaFrame src="/m" width={10} height={10} alt="Logo" switchBackdrop backdrop="dark" />
const pieces = [
  ['tile', tile],
  ['shell', shell],
  ['media frame', frame],
  ['copy button', <CopyButton key="c" text="x" />],
  ['language switch', <LanguageSwitch key="l" languages={['en', 'ar']} current="en" />],
  ['mode switch', <ModeSwitch key="m" initial="dark" />],
  ['progress', <ProgressBar key="p" label="x" value={0.5} />],
] as const

test.each(pieces)(
  'the component %s has no inline style and no inline script, which the Content-Security-Policy refuses',
  (_, element) => {
    const page = html(element)
    expect(page).not.toMatch(/\sstyle=|<style|\son\w+=/)
  },
)

test('AssetTile renders one link and at most ten elements', () => {
  const page = html(tile)
  expect(page.match(/<a /g)).toHaveLength(1)
  expect(page.match(/<\w/g)!.length).toBeLessThanOrEqual(10)
  expect(page).toContain('loading="lazy"')
  expect(page).toContain('width="480"')
})

test('StaffShell marks the current section only with aria-current', () => {
  const page = html(shell, '/review/next')
  expect(page.match(/aria-current="page"/g)).toHaveLength(1)
  expect(page).toMatch(/<a(?=[^>]*href="\/review")(?=[^>]*aria-current="page")/)
  expect(page).toContain('<form method="post" action="/sign-out">')
  expect(page.indexOf('#content')).toBeLessThan(page.indexOf('<header'))
})

test('LanguageSwitch keeps the path and query of the page', () => {
  const page = html(<LanguageSwitch languages={['en', 'eu']} current="en" />, '/p/press?q=logo&lng=en')
  expect(page).toContain('href="/p/press?q=logo&amp;lng=eu"')
  expect(page).toMatch(/lang="eu"[^>]*>Euskara/)
})

test('a busy Button has aria-busy and aria-disabled', () => {
  expect(html(<Button busy>Save</Button>)).toMatch(/aria-busy="true"[^>]*aria-disabled="true"/)
  expect(html(<Button>Save</Button>)).not.toContain('aria-busy')
})

test('ButtonLink renders links to pages and to downloads', () => {
  expect(html(<ButtonLink to="/x">x</ButtonLink>)).toContain('href="/x"')
  expect(
    html(
      <ButtonLink href="/kit.zip" download>
        x
      </ButtonLink>,
    ),
  ).toMatch(/download=""/)
})

test('Icon is hidden from screen readers unless it has a label', () => {
  expect(html(<Icon name="lock" />)).toContain('aria-hidden="true"')
  expect(html(<Icon name="lock" label="Locked" />)).toMatch(/role="img" aria-label="Locked"/)
})

test('MediaFrame renders the chosen backdrop as checked on the server', () => {
  expect(html(frame)).toMatch(/<input(?=[^>]*checked="")(?=[^>]*value="dark")/)
})

test('DataTable renders row headers, and column labels on its cells', () => {
  const page = html(
    <DataTable
      caption="Links"
      rows={[{ id: 1, n: 5 }]}
      rowKey={(row) => String(row.id)}
      columns={[
        { key: 'id', header: 'Id', names: true, cell: (row) => row.id },
        { key: 'n', header: 'Downloads', numeric: true, cell: (row) => row.n },
      ]}
    />,
  )
  expect(page).toContain('<th scope="row">1</th>')
  expect(page).toContain('<td class="cell-number" data-label="Downloads">5</td>')
})

test.each([
  ['a=1; vitrine-mode=dark', 'dark'],
  ['vitrine-mode=light', 'light'],
  ['vitrine-mode=purple', 'follow'],
  ['xvitrine-mode=dark', 'follow'],
  [null, 'follow'],
])('the cookie header %s selects the mode %s', (header, mode) => {
  expect(modeFromCookies(header)).toBe(mode)
})
