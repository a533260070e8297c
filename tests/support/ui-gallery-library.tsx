import { AssetTile, TileGrid } from '~/ui/asset-tile'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { LoadMore } from '~/ui/pagination'
import { SearchField } from '~/ui/search-field'
import { Tabs } from '~/ui/tabs'

const picture = (name: string, width = 480, height = 360) => ({ src: `/pictures/${name}.jpg`, width, height })

/** The library as shown to staff. */
export function GalleryLibrary() {
  return (
    <>
      <PageHead
        title="Library"
        intro="4,312 assets, 38 of them waiting for approval."
        actions={
          <>
            <Button icon="folder">New collection</Button>
            <Button variant="primary" icon="upload">
              Upload
            </Button>
          </>
        }
      />
      <Tabs
        label="States"
        tabs={[
          { to: '/library', label: 'All', count: 4312, current: true },
          { to: '/library?state=approved', label: 'Approved', count: 3980 },
          { to: '/library?state=review', label: 'In review', count: 14 },
          { to: '/library?problem=1', label: 'Problems', count: 3 },
        ]}
      />
      <form className="my-4 flex max-w-md gap-2">
        <div className="grow">
          <SearchField />
        </div>
        <Button type="submit">Search</Button>
      </form>
      <Notice
        tone="warn"
        title="Two originals could not be read"
        actions={
          <ButtonLink to="/x" size="s">
            See them
          </ButtonLink>
        }
      >
        Their previews are missing until a readable file replaces them.
      </Notice>
      <div className="mt-6">
        <TileGrid>
          <AssetTile
            to="/a/1"
            title="Bridge over the Urederra at first light"
            picture={picture('bridge')}
            fit="fill"
            note="JPEG · 4,000 × 2,667"
            badge={<Badge tone="ok">Approved</Badge>}
            select={{ name: 'asset', value: '1', checked: true }}
          />
          <AssetTile
            to="/a/2"
            title="Aitzgorri ridge"
            picture={picture('aitzgorri')}
            fit="fill"
            note="JPEG · 6,000 × 4,000"
            badge={
              <Badge tone="warn" icon="clock">
                Embargo until 3 May
              </Badge>
            }
            select={{ name: 'asset', value: '2' }}
          />
          <AssetTile
            to="/a/3"
            title="Mendialde logo, white"
            picture={{ ...picture('logo-white'), src: '/pictures/logo-white.svg' }}
            backdrop="dark"
            fit="inset"
            note="SVG"
            badge={<Badge tone="ok">Approved</Badge>}
            select={{ name: 'asset', value: '3' }}
          />
          <AssetTile
            to="/a/4"
            title="Wine cellar in Elciego, long exposure with the harvest crew behind the barrels and the old press"
            picture={picture('wine')}
            fit="fill"
            note="TIFF · 8,256 × 5,504"
            badge={<Badge tone="info">In review</Badge>}
            select={{ name: 'asset', value: '4' }}
          />
          <AssetTile
            to="/a/5"
            title="Brand film 2026"
            kindIcon="video"
            note="MP4 · 2:14"
            badge={<Badge>Draft</Badge>}
          />
          <AssetTile
            to="/a/6"
            title="Guidelines"
            kindIcon="document"
            note="PDF · 48 pages"
            badge={<Badge tone="bad">Expired</Badge>}
          />
          <AssetTile
            to="/a/7"
            title="غروب الشمس فوق البحر"
            titleLang="ar"
            picture={picture('sea')}
            fit="fill"
            note="JPEG · 5,120 × 2,880"
            badge={<Badge tone="ok">Approved</Badge>}
          />
          <AssetTile
            to="/a/8"
            title="Logo, colour"
            picture={{ ...picture('logo'), src: '/pictures/logo.svg' }}
            backdrop="checker"
            fit="inset"
            note="SVG"
            badge={<Badge tone="ok">Approved</Badge>}
          />
        </TileGrid>
      </div>
      <LoadMore to="/library?before=x" shown={8} total={4312} />
    </>
  )
}
