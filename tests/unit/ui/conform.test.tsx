import { useForm } from '@conform-to/react'
import { expect, test } from 'vitest'
import { Checkbox } from '~/ui/checkbox'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { html } from './render'

interface NewLink {
  title: string
  allows: 'web' | 'original'
  language: string
  zip: boolean
  until: { local: string; zone: string }
}

/** A form as rendered after a failed validation, with the values typed. */
function Refused() {
  const [form, fields] = useForm<NewLink>({
    id: 'new-link',
    lastResult: {
      status: 'error',
      initialValue: {
        title: 'x',
        allows: 'web',
        language: 'eu',
        zip: 'on',
        until: { local: '2026-01-01T10:00', zone: 'Europe/Madrid' },
      },
      error: { title: ['share.closed'], 'until.local': ['Choose a day to come.'] },
    },
  })
  const until = fields.until.getFieldset()
  return (
    <form id={form.id}>
      <TextField field={fields.title} label="Title" />
      <RadioCards field={fields.allows} legend="May take" cards={[{ value: 'web', title: 'Web' }]} />
      <Select field={fields.language} label="Language" options={[{ value: 'eu', label: 'Euskara' }]} />
      <Checkbox field={fields.zip} label="ZIP" />
      <DateTimeZoneField label="Until" local={{ field: until.local }} zone={{ field: until.zone }} />
    </form>
  )
}

test('a form that failed validation is rendered on the server with its errors beside the fields and the values typed', () => {
  const page = html(<Refused />)
  expect(page).toMatch(
    /<input[^>]*id="new-link-title"[^>]*aria-invalid="true"[^>]*aria-describedby="new-link-title-error"/,
  )
  expect(page).toContain('This link is closed.')
  expect(page).toMatch(/value="x"/)
  expect(page).toContain('name="until.local"')
  expect(page).toContain('value="2026-01-01T10:00"')
  expect(page).toContain('Choose a day to come.')
  expect(page).toContain('<option value="Europe/Madrid" selected="">')
  expect(page).toMatch(/<input(?=[^>]*type="checkbox")(?=[^>]*checked="")/)
})
