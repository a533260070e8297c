import { describe, expect, test } from 'vitest'
import { BriefForm } from '~/domain/intake/brief'
import { contradictionsOf } from '~/domain/intake/contradictions'
import { slotState } from '~/domain/intake/slot-state'

const form = (given: object) => BriefForm.safeParse({ title: { en: 'Autumn' }, text: {}, zone: 'UTC', ...given })

describe('the form of a brief', () => {
  test('rows that say nothing are left out, and the others stand where they are put', () => {
    const slots = [{ title: 'B', place: 2 }, { title: '' }, { title: 'A', place: '1' }, { title: 'C', isRemoved: true }]
    expect(form({ slots }).data?.slots.map(({ title }) => title)).toEqual(['A', 'B'])
  })

  test('a row with a text and no title is told beside its title', () => {
    const { error } = form({ slots: [{ title: 'A' }, { text: 'How' }] })
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['slots.1.title', 'form.required'],
    ])
  })

  test('a field is asked for once', () => {
    const fields = [{ fieldId: '3', isRequired: true }, {}, { fieldId: '3' }, { fieldId: '4', isRemoved: true }]
    expect(form({ fields }).data?.fields).toEqual([{ fieldId: 3, isRequired: true, isForAll: false }])
  })
})

const stated = (given: object) =>
  contradictionsOf({
    ...{ mostFiles: null, remindsDays: null, hasDeadline: true, slots: [] },
    rules: { kinds: [], extensions: [], leastSide: null, profile: null, namePattern: null },
    ...given,
  }).map(({ code }) => code)
const rules = (given: object) => ({
  rules: { kinds: [], extensions: [], leastSide: null, profile: null, namePattern: null, ...given },
})
const slot = (leastSide: number | null, wanted = 1) => ({ title: 'A', wanted, leastSide })

test.each<[string, object, string[]]>([
  ['nothing', {}, []],
  ['a slot that takes smaller pictures', { ...rules({ leastSide: 3000 }), slots: [slot(800)] }, ['slot_smaller']],
  ['a slot that asks for more', { ...rules({ leastSide: 3000 }), slots: [slot(4000)] }, []],
  ['pixels of documents', { ...rules({ kinds: ['pdf'], leastSide: 10 }) }, ['no_pixels']],
  ['pixels of a slot for documents', { ...rules({ kinds: ['pdf'] }), slots: [slot(10)] }, ['slot_no_pixels']],
  ['pixels where extensions say more', { ...rules({ kinds: ['pdf'], extensions: ['jpg'], leastSide: 10 }) }, []],
  ['a profile of films', { ...rules({ kinds: ['video'], profile: 'sRGB' }) }, ['no_profile']],
  ['fewer files than slots want', { mostFiles: 3, slots: [slot(null, 2), slot(null, 2)] }, ['too_few_files']],
  ['a reminder without a deadline', { remindsDays: 3, hasDeadline: false }, ['reminder_without_deadline']],
])('contradictions of %s', (_, given, codes) => expect(stated(given)).toEqual(codes))

test.each<[string, object | undefined, string]>([
  ['nothing came', undefined, 'empty'],
  ['one was sent back', { delivered: 2, inReview: 1, changesAsked: 1, accepted: 0 }, 'changes_asked'],
  ['one waits', { delivered: 2, inReview: 1, changesAsked: 0, accepted: 1 }, 'in_review'],
  ['some were accepted', { delivered: 1, inReview: 0, changesAsked: 0, accepted: 1 }, 'partly'],
  ['all were accepted', { delivered: 2, inReview: 0, changesAsked: 0, accepted: 2 }, 'accepted'],
])('the state of a slot of which two are wanted when %s', (_, progress, state) =>
  expect(slotState(2, progress as Parameters<typeof slotState>[1])).toBe(state),
)
