import { expect, test } from 'vitest'
import { Checkbox, Switch } from '~/ui/checkbox'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { html } from './render'

/** The properties that conform passes for one field. */
const field = {
  key: 'k1',
  id: 'form-title',
  name: 'title',
  errorId: 'form-title-error',
  descriptionId: 'form-title-description',
  errors: ['share.closed'],
  defaultValue: 'typed before',
  required: true,
  maxLength: 80,
}

test('TextField ties label, help and error to its control', () => {
  const page = html(<TextField field={field} label="Title" help="One line." />)
  expect(page).toContain('<label class="field-label" for="form-title">Title</label>')
  expect(page).toMatch(/<input[^>]*id="form-title"/)
  expect(page).toContain('aria-describedby="form-title-description form-title-error"')
  expect(page).toMatch(/aria-invalid="true"/)
  expect(page).toMatch(/required=""/)
  expect(page).toMatch(/maxLength="80"|maxlength="80"/)
  expect(page).toContain('value="typed before"')
  expect(page).toContain('id="form-title-description">One line.')
})

test('TextField translates an error code and shows an error sentence unchanged', () => {
  expect(html(<TextField field={field} label="x" />)).toContain('This link is closed.')
  expect(html(<TextField name="a" label="x" errors={['Too short: give 3 letters.']} />)).toContain(
    'Too short: give 3 letters.',
  )
})

test('TextField without help or error has no aria-describedby and no aria-invalid', () => {
  const page = html(<TextField name="plain" label="Plain" />)
  expect(page).not.toContain('aria-describedby')
  expect(page).not.toContain('aria-invalid')
})

test.each([
  ['text area', <TextArea key="a" field={field} label="x" />, 'typed before</textarea>'],
  [
    'select',
    <Select
      key="b"
      field={{ ...field, defaultValue: 'b' }}
      label="x"
      options={[
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]}
    />,
    'value="b" selected=""',
  ],
  ['checkbox', <Checkbox key="c" field={{ ...field, defaultChecked: true }} label="x" />, 'checked=""'],
  ['switch', <Switch key="d" name="s" label="x" defaultChecked />, 'role="switch"'],
  [
    'radio cards',
    <RadioCards
      key="e"
      legend="x"
      field={{ ...field, defaultValue: 'b' }}
      cards={[
        { value: 'a', title: 'A' },
        { value: 'b', title: 'B' },
      ]}
    />,
    'checked="" value="b"',
  ],
])('the field %s renders its default value', (_, element, expected) => {
  expect(html(element)).toContain(expected)
})

test('DateTimeZoneField offers an unlisted time zone while it is the value', () => {
  const page = html(
    <DateTimeZoneField
      label="Until"
      local={{ name: 'until' }}
      zone={{ name: 'zone', defaultValue: 'Pacific/Chatham' }}
    />,
  )
  expect(page).toContain('<option value="Pacific/Chatham" selected="">Pacific/Chatham</option>')
  expect(page).toMatch(/type="datetime-local"/)
})

test('ErrorSummary links to each field with an error and renders nothing without errors', () => {
  const page = html(<ErrorSummary errors={[{ fieldId: 'form-title', message: 'share.closed' }]} />)
  expect(page).toContain('<a href="#form-title">This link is closed.</a>')
  expect(page).toContain('One thing needs your attention')
  expect(html(<ErrorSummary errors={[]} />)).toBe('')
})
