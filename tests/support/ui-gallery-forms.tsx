import { Button } from '~/ui/button'
import { Checkbox, Switch } from '~/ui/checkbox'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { ErrorSummary } from '~/ui/error-summary'
import { PageHead } from '~/ui/page-head'
import { PasswordField } from '~/ui/password-field'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'

/** Forms in every state. */
export function GalleryForms() {
  return (
    <>
      <PageHead title="Forms" intro="Each field says what it is, what it wants and what is wrong with it." />
      <div className="grid gap-6 lg:grid-cols-2">
        <form className="panel form">
          <ErrorSummary
            errors={[
              { fieldId: 'f-title', message: 'Give the link a title.' },
              { fieldId: 'f-slug', message: 'This address is taken by “Autumn press”.' },
            ]}
          />
          <TextField id="f-title" label="Title" name="title" errors={['Give the link a title.']} required />
          <TextField
            id="f-slug"
            label="Address"
            name="slug"
            prefix="mendialde.example/p/"
            defaultValue="press"
            errors={['This address is taken by “Autumn press”.']}
          />
          <TextArea label="Message" name="message" optional help="Shown above the pictures. Plain text." />
          <Select
            label="Language of the texts"
            name="language"
            options={[
              { value: 'eu', label: 'Euskara' },
              { value: 'es', label: 'Español' },
              { value: 'de', label: 'Deutsch' },
            ]}
          />
          <PasswordField label="Password" name="password" defaultValue="four easy words here" />
          <TextField label="Created by" name="by" defaultValue="Iker Aranburu" readOnly />
          <TextField label="Not for you" name="off" defaultValue="Managers only" disabled />
        </form>
        <form className="panel form">
          <DateTimeZoneField
            label="Open until"
            local={{ name: 'until', defaultValue: '2026-06-30T18:00' }}
            zone={{ name: 'zone', defaultValue: 'Europe/Madrid' }}
            help="30 days by default."
          />
          <RadioCards
            legend="Size"
            name="size"
            defaultValue="web"
            cards={[
              { value: 'web', title: 'Web', help: 'For screens and social media', meta: 'JPEG · 1,600 px · 320 KB' },
              { value: 'print', title: 'Print', help: 'CMYK, 300 dpi, for brochures', meta: 'TIFF · 24 MB' },
              {
                value: 'original',
                title: 'Original',
                help: 'Ask the press office first',
                meta: 'RAW · 48 MB',
                disabled: true,
              },
            ]}
          />
          <fieldset className="fieldset">
            <legend>Ask for</legend>
            <Checkbox label="E-mail address" name="mail" defaultChecked />
            <Checkbox label="Password" name="pw" help="Sent separately, never in the same letter." />
            <Checkbox label="Terms" name="terms" disabled />
            <Checkbox label="Accept the terms" name="accept" errors={['Accept the terms to go on.']} />
          </fieldset>
          <Switch label="ZIP of everything" name="zip" defaultChecked help="Takes effect at once." />
          <Switch label="Notify me" name="notify" />
          <TextField type="color" label="Brand colour" name="brand" defaultValue="#e2001a" />
          <div className="button-row button-row-end">
            <Button>Cancel</Button>
            <Button variant="primary" type="submit">
              Save changes
            </Button>
          </div>
        </form>
      </div>
    </>
  )
}
