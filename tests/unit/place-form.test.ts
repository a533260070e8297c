import { parseWithZod } from '@conform-to/zod/v4'
import { expect, test } from 'vitest'
import type { MetadataField } from '~/domain/metadata/field'
import { inputsSchema } from '~/domain/metadata/field-input'
import { limitsOf } from '~/http/form-limits'

const field: MetadataField = {
  ...{ id: 101, key: 'location', type: 'place', group: 'description', labels: {}, help: {}, kinds: null, tags: [] },
  ...{ isRequired: false, isRequiredForApproval: false, isLocalizable: false, isPublic: true, isSearchable: true },
  ...{
    isFacet: false,
    allowsCorrections: true,
    mostLength: null,
    vocabularyId: null,
    isBuiltIn: false,
    retiredAt: null,
  },
}

const parsed = (input: Record<string, string>, isRequired = false) => {
  const schema = inputsSchema([{ ...field, isRequired }])
  const form = new FormData()
  for (const [name, value] of Object.entries(input)) form.set(name, value)
  expect(() => limitsOf(schema)).not.toThrow()
  const submission = parseWithZod(form, { schema })
  return submission.status === 'success' ? submission.value : submission.error
}

test('the form of a place gives one text, nothing when it is empty, and errors beside the part', () => {
  const full = { 'location.name': 'Getaria', 'location.country': 'ES', 'location.position': '43.3, -2.2' }
  expect(parsed(full)).toEqual({ location: 'Getaria [ES] 43.3, -2.2' })
  expect(parsed({ 'location.name': '', 'location.country': '', 'location.position': '' })).toEqual({})
  expect(parsed({})).toEqual({})
  expect(Object.keys(parsed({ ...full, 'location.position': 'north' }) ?? {})).toEqual(['location.position'])
  expect(Object.keys(parsed({ 'location.country': 'ES' }) ?? {})).toEqual(['location.name'])
  expect(Object.keys(parsed({ 'location.name': '' }, true) ?? {})).toEqual(['location.name'])
})
