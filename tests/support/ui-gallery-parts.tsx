import { Badge } from '~/ui/badge'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { CopyButton } from '~/ui/copy-button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { ICON_NAMES } from '~/ui/icon-names'
import { KeyHint } from '~/ui/key-hint'
import { LanguageSwitch } from '~/ui/language-switch'
import { MediaFrame } from '~/ui/media-frame'
import { Menu } from '~/ui/menu'
import { ModeSwitch } from '~/ui/mode-switch'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { ProgressBar } from '~/ui/progress-bar'
import { Stat, Stats } from '~/ui/stat'
import { Stepper } from '~/ui/stepper'

const LINKS = [
  {
    id: '1',
    title: 'May issue',
    who: 'Ana Ruiz',
    until: '30 Jun 2026',
    downloads: 128,
    tone: 'ok' as const,
    state: 'Open',
  },
  {
    id: '2',
    title: 'Reseller logos',
    who: 'Iker Aranburu',
    until: '2 May 2026',
    downloads: 1204,
    tone: 'bad' as const,
    state: 'Revoked',
  },
]

/** Everything that is neither a grid nor a form. */
export function GalleryParts() {
  return (
    <div className="grid gap-8">
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: 'Links', to: '/shares' }, { label: 'May issue' }]} />}
        title="May issue"
        intro="Twelve photographs for the travel pages, with captions in three languages."
        actions={
          <>
            <CopyButton text="https://x" label="Copy address" size="m" />
            <Menu
              label="More"
              actions={[
                { id: 'x', label: 'Extend', icon: 'clock', keys: 'E' },
                { id: 'r', label: 'Revoke', icon: 'ban', danger: true },
              ]}
            />
          </>
        }
      />
      <div className="button-row">
        <Button variant="primary">Primary</Button>
        <Button>Quiet</Button>
        <Button variant="plain">Plain</Button>
        <Button variant="danger">Danger</Button>
        <Button variant="danger-quiet" icon="trash">
          Remove
        </Button>
        <Button variant="primary" busy>
          Saving
        </Button>
        <Button disabled>Disabled</Button>
        <Button variant="primary" size="l" icon="download">
          Download all · 96 MB ZIP
        </Button>
        <ButtonLink href="#x" size="s" iconEnd="arrow-end">
          Small link
        </ButtonLink>
        <IconButton icon="edit" label="Edit" />
        <IconButton icon="library" label="Grid" pressed />
        <Button>
          Approve <KeyHint keys="A" />
        </Button>
      </div>
      <div className="button-row">
        <Badge>Draft</Badge>
        <Badge tone="info">In review</Badge>
        <Badge tone="ok" icon="check">
          Approved
        </Badge>
        <Badge tone="warn" icon="clock">
          Ends in 5 days
        </Badge>
        <Badge tone="bad" icon="ban">
          Expired
        </Badge>
        <Badge tone="accent">New</Badge>
        <ModeSwitch initial="follow" />
        <LanguageSwitch languages={['en', 'es', 'eu', 'fr', 'de', 'ar']} current="eu" />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <Notice title="You may use this">Editorial, in the European Union, until 31 December.</Notice>
        <Notice tone="ok" title="Link created">
          Copy it now: it is shown this once.
        </Notice>
        <Notice tone="warn">2 assets expire before this link does.</Notice>
        <Notice tone="bad" title="The file is truncated" actions={<Button size="s">Retry</Button>}>
          The last 40 KB are missing. Send it again.
        </Notice>
      </div>
      <Stats>
        <Stat label="Downloads" value="1,332" note="+12 % since April" />
        <Stat label="Visitors" value="418" />
        <Stat label="Kits" value="96" note="2.1 GB in all" />
      </Stats>
      <div className="grid gap-8 md:grid-cols-2">
        <div className="grid gap-4 content-start">
          <ProgressBar label="day1/a001.tif" value={0.61} detail="7.6 of 12.4 GB · 84 MB/s · 9 min" />
          <ProgressBar label="day1/a003.tif" value={1} tone="ok" detail="Done" />
          <ProgressBar label="Reading" />
          <Stepper steps={['E-mail', 'Code', 'Password', 'Terms']} current={1} />
        </div>
        <MediaFrame
          src="/pictures/logo.svg"
          width={480}
          height={240}
          alt="Logo"
          backdrop="checker"
          inset
          switchBackdrop
        >
          <CopyButton text="© Mendialde" label="Copy credit" />
        </MediaFrame>
      </div>
      <DataTable
        caption="Links"
        stacks
        rows={LINKS}
        rowKey={(row) => row.id}
        columns={[
          { key: 'title', header: 'Link', names: true, cell: (row) => <a href={`#${row.id}`}>{row.title}</a> },
          { key: 'state', header: 'State', cell: (row) => <Badge tone={row.tone}>{row.state}</Badge> },
          { key: 'who', header: 'Made by', quiet: true, cell: (row) => row.who },
          { key: 'until', header: 'Until', quiet: true, cell: (row) => row.until },
          { key: 'downloads', header: 'Downloads', numeric: true, cell: (row) => row.downloads.toLocaleString('en') },
        ]}
      />
      <Pagination from={1} to={50} total={412} next="/x" previous="/y" />
      <div className="panel">
        <EmptyState
          icon="collection"
          title="No collections yet"
          actions={<Button variant="primary">New collection</Button>}
        >
          A collection gathers assets in an order you choose, for a portal or a link.
        </EmptyState>
      </div>
      <div className="flex flex-wrap gap-4 text-xl text-muted">
        {ICON_NAMES.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </div>
    </div>
  )
}
