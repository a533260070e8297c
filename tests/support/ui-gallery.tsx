// A page with every component of `app/ui`, for visual review: `node tests/support/ui-gallery.mjs` takes screenshots of it.
import i18next from 'i18next'
import { useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { MemoryRouter } from 'react-router-dom'
import { compileTheme } from '~/domain/portals/theme-css'
import english from '~/i18n/locales/en/ui.json'
import './ui-gallery.css'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { Dialog } from '~/ui/dialog'
import { RadioCards } from '~/ui/radio-cards'
import { StaffShell } from '~/ui/staff-shell'
import { TextArea, TextField } from '~/ui/text-field'
import { ToastProvider, useToast } from '~/ui/toast'
import { GalleryForms } from './ui-gallery-forms'
import { GalleryLibrary } from './ui-gallery-library'
import { GalleryParts } from './ui-gallery-parts'

const i18n = i18next.createInstance()
await i18n
  .use(initReactI18next)
  .init({ lng: 'en', ns: ['ui', 'errors'], resources: { en: { ui: english, errors: {} } } })

const PAGES = { library: GalleryLibrary, forms: GalleryForms, parts: GalleryParts, dialog: GalleryDialog }
export type GalleryPage = keyof typeof PAGES

/** A portal's style sheet, to see the components in the colours, fonts and radii of a theme. */
export const galleryTheme = (): string =>
  compileTheme({
    brandColour: '#ffcc00',
    background: '#faf6ee',
    displayFont: 'fraunces',
    textFont: 'source-sans-3',
    radius: 'round',
  }).css

/** One page of the gallery as HTML, without its document. */
export const renderGallery = (page: GalleryPage): string => renderToString(<Gallery page={page} />)

function Gallery({ page }: { page: GalleryPage }) {
  const Page = PAGES[page]
  return (
    <I18nextProvider i18n={i18n}>
      <MemoryRouter initialEntries={['/library']}>
        <ToastProvider>
          <StaffShell
            home="/library"
            places={[
              { name: 'library', to: '/library' },
              { name: 'review', to: '/review', count: 14 },
              { name: 'collections', to: '/collections' },
              { name: 'portals', to: '/portals' },
              { name: 'links', to: '/shares' },
            ]}
            more={[
              { name: 'audit', to: '/admin/audit' },
              { name: 'admin', to: '/admin' },
            ]}
            person={{ name: 'Mara Etxeberria', role: 'Brand manager' }}
            signOutTo="/sign-out"
          >
            <Page />
          </StaffShell>
        </ToastProvider>
      </MemoryRouter>
    </I18nextProvider>
  )
}

function GalleryDialog() {
  const [open, setOpen] = useState<'share' | 'confirm' | undefined>()
  const toast = useToast()
  return (
    <>
      <div className="button-row">
        <Button variant="primary" onClick={() => setOpen('share')}>
          Share
        </Button>
        <Button variant="danger-quiet" onClick={() => setOpen('confirm')}>
          Revoke
        </Button>
        <Button
          onClick={() =>
            toast({ text: '12 assets added to “Autumn press kit”.', action: { label: 'Undo', onAction: () => {} } })
          }
        >
          Toast
        </Button>
      </div>
      <GalleryLibrary />
      <Dialog
        open={open === 'share'}
        onClose={() => setOpen(undefined)}
        title="Share 12 assets"
        actions={
          <>
            <Button onClick={() => setOpen(undefined)}>Cancel</Button>
            <Button variant="primary" icon="link">
              Create link
            </Button>
          </>
        }
      >
        <TextField label="Title" name="title" defaultValue="Autumn photographs for the May issue" />
        <TextArea label="Message" name="message" optional rows={2} />
        <DateTimeZoneField
          label="Open until"
          local={{ name: 'until', defaultValue: '2026-06-30T18:00' }}
          zone={{ name: 'zone', defaultValue: 'Europe/Madrid' }}
          help="30 days by default. The page says the date to whoever opens it."
        />
        <RadioCards
          legend="They may take"
          name="allows"
          defaultValue="web"
          cards={[
            { value: 'preview', title: 'Previews only', meta: '1,024 px' },
            { value: 'web', title: 'Web size', meta: '2,048 px · JPEG' },
            { value: 'original', title: 'Originals', meta: '96 MB' },
          ]}
        />
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        onCancel={() => setOpen(undefined)}
        onConfirm={() => setOpen(undefined)}
        title="Revoke this link?"
        confirmLabel="Revoke link"
        danger
        typed="press"
      >
        It stops at the next byte, also for downloads that are under way. It cannot be opened again.
      </ConfirmDialog>
    </>
  )
}

if (typeof document !== 'undefined') {
  const page = document.body.dataset.page as GalleryPage
  hydrateRoot(document.getElementById('root')!, <Gallery page={page} />)
}
