import { describe, expect, test } from 'vitest'
import type { Role } from '~/domain/identity/person'
import { type SubmittedFacts, stagesOf, type TemplateConditions, templateFor } from '~/domain/review/review-template'
import {
  type Approval,
  isComplete,
  isStuck,
  mayVote,
  progressOf,
  type Round,
  type VotingPerson,
} from '~/domain/review/round'

const [DAY, START] = [86_400_000, new Date('2026-11-02T09:00:00Z')]
const at = (days: number) => new Date(Number(START) + days * DAY)
const person = (id: string, role: Role = 'manager', isActive = true): VotingPerson => ({ id, name: id, role, isActive })
const people = (...all: VotingPerson[]) => new Map(all.map((each) => [each.id, each]))
const STAFF = people(person('mara'), person('jon'), person('ane'), person('root', 'admin'))
const with_ = (...changed: VotingPerson[]) => people(...STAFF.values(), ...changed)
const role = (quorum = 1, position = 0, of: 'manager' | 'admin' = 'manager', dueDays: number | null = null) => ({
  ...{ position, quorum, dueDays, voters: { kind: 'role' as const, role: of } },
})
const named = (list: [string, string | null][], quorum = 1, position = 0, dueDays: number | null = null) => ({
  ...{ position, quorum, dueDays },
  voters: { kind: 'people' as const, people: list.map(([personId, deputyId]) => ({ personId, deputyId })) },
})
const round = (stages: Round['stages'], owners: string[] = ['iker'], allowsOwn = false): Round => ({
  ...{ stages, owners, allowsOwn, startedAt: START },
})
const vote = (personId: string, stage = 0, day = 1, inPlaceOf: string | null = null): Approval => ({
  ...{ personId, stage, inPlaceOf, at: at(day) },
})

describe('the template of a version', () => {
  const any = { kinds: null, collectionId: null, briefId: null, locale: null }
  const facts: SubmittedFacts = { kind: 'photo', locale: 'en-GB', collectionIds: ['press'], briefId: 'autumn' }
  test.each<[string, Partial<TemplateConditions>[], number]>([
    ['is the built-in one where no other is for it', [{ kinds: ['pdf'] }, {}], 1],
    ['is the first that is for its kind', [{ kinds: ['pdf', 'photo'] }, { kinds: ['photo'] }, {}], 0],
    ['is that of one of its collections', [{ collectionId: 'web' }, { collectionId: 'press' }, {}], 1],
    ['is that of the brief by which it came', [{ briefId: 'spring' }, { briefId: 'autumn' }, {}], 1],
    ['is that of its language with any region', [{ locale: 'e' }, { locale: 'en' }, {}], 1],
    ['meets all conditions of its template', [{ kinds: ['photo'], collectionId: 'web' }, {}], 1],
  ])('%s', (_, conditions, expected) => {
    const templates = conditions.map((each, index) => ({ ...any, ...each, index }))
    expect(templateFor(templates, facts)?.index).toBe(expected)
  })
})

describe('the quorum of a review', () => {
  test.each<[string, Round, Approval[], Map<string, VotingPerson>, string[]]>([
    ['is open while nobody has voted', round([role()]), [], STAFF, ['open']],
    ['is met by one of many', round([role()]), [vote('mara')], STAFF, ['done']],
    ['needs as many as it says', round([role(2)]), [vote('mara')], STAFF, ['open']],
    [
      'begins the next when the one before is done',
      round([role(), role(1, 1)]),
      [vote('mara')],
      STAFF,
      ['done', 'open'],
    ],
    ['lets the next wait', round([role(2), role(1, 1)]), [vote('mara')], STAFF, ['open', 'waiting']],
    ['runs stages of one position at once', round([role(), role(1, 0)]), [vote('mara', 1)], STAFF, ['open', 'done']],
    ['does not count the disabled', round([role()]), [vote('mara')], with_(person('mara', 'manager', false)), ['open']],
    ['does not count who lost the role', round([role()]), [vote('mara')], with_(person('mara', 'editor')), ['open']],
    ['asks the role of each stage', round([role(1, 0, 'admin')]), [vote('mara')], STAFF, ['open']],
    [
      'opens an ended stage again when its voter was disabled',
      round([role(), role(1, 1)]),
      [vote('mara'), vote('jon', 1)],
      with_(person('mara', 'manager', false)),
      ['open', 'waiting'],
    ],
    [
      'counts one of a person and their deputy',
      round([
        named(
          [
            ['mara', 'jon'],
            ['ane', null],
          ],
          2,
        ),
      ]),
      [vote('mara'), vote('jon', 0, 1, 'mara')],
      STAFF,
      ['open'],
    ],
  ])('%s', (_, of, votes, staff, states) => {
    const progress = progressOf(of, votes, staff, at(2))
    expect(progress.map(({ state }) => state)).toEqual(states)
    expect(isComplete(progress)).toBe(states.every((state) => state === 'done'))
  })

  test('is due from when the stage before was done', () => {
    const of = round([role(1, 0, 'manager', 2), role(1, 1, 'manager', 3)])
    const before = progressOf(of, [], STAFF, at(1))
    expect(before.map(({ dueAt }) => dueAt)).toEqual([at(2), undefined])
    expect(progressOf(of, [vote('mara', 0, 1)], STAFF, at(1)).map(({ dueAt }) => dueAt)).toEqual([at(2), at(4)])
  })

  test('is stuck where nobody is left who may approve', () => {
    const alone = people(person('mara'))
    const stuck = (of: Round, votes: Approval[] = []) => isStuck(of, progressOf(of, votes, alone, at(1)))
    expect(stuck(round([role()], ['mara']))).toBe(true)
    expect(stuck(round([role()], ['mara'], true))).toBe(false)
    expect(stuck(round([role(2)]), [vote('mara')])).toBe(true)
  })
})

describe('who may approve', () => {
  const mara = named([['mara', 'jon']], 1, 0, 2)
  test.each<[string, Round, Approval[], Map<string, VotingPerson>, string, number, string | undefined]>([
    ['a manager may approve the file of another', round([role()]), [], STAFF, 'mara', 1, undefined],
    ['nobody may approve an own file', round([role()], ['iker', 'mara']), [], STAFF, 'mara', 1, 'review.own_file'],
    ['an own file where it is allowed', round([role()], ['mara'], true), [], STAFF, 'mara', 1, undefined],
    ['nobody may approve twice', round([role(2)]), [vote('mara')], STAFF, 'mara', 1, 'review.voted'],
    [
      'a manager may not where an administrator is asked',
      round([role(1, 0, 'admin')]),
      [],
      STAFF,
      'mara',
      1,
      'review.not_asked',
    ],
    ['others than those who are named may not', round([mara]), [], STAFF, 'ane', 1, 'review.not_asked'],
    [
      'an editor who is named may not',
      round([mara]),
      [],
      with_(person('mara', 'editor')),
      'mara',
      1,
      'review.not_asked',
    ],
    ['a deputy may not before the stage is overdue', round([mara]), [], STAFF, 'jon', 1, 'review.not_asked'],
    ['a deputy may when the stage is overdue', round([mara]), [], STAFF, 'jon', 2, undefined],
    [
      'a deputy may for somebody disabled',
      round([mara]),
      [],
      with_(person('mara', 'manager', false)),
      'jon',
      1,
      undefined,
    ],
    ['a deputy may for somebody whose file it is', round([mara], ['mara']), [], STAFF, 'jon', 1, undefined],
    ['a deputy may not approve an own file', round([mara], ['jon']), [], STAFF, 'jon', 2, 'review.own_file'],
    [
      'who is asked in a later stage waits',
      round([mara, role(1, 1, 'admin')]),
      [],
      STAFF,
      'root',
      1,
      'review.not_asked',
    ],
  ])('%s', (_, of, votes, staff, personId, day, refusal) => {
    expect(mayVote(of, votes, staff, { personId, now: at(day) }).refusal).toBe(refusal)
  })

  test('an approval counts in every open stage that asks for it', () => {
    const of = round([role(), named([['mara', null]], 1, 0), role(1, 1)])
    expect(mayVote(of, [], STAFF, { personId: 'mara', now: at(1) }).stages.map(({ index }) => index)).toEqual([0, 1])
  })

  test('changes may be asked for after an approval and of an own file, not by others', () => {
    const may = (of: Round, votes: Approval[], personId: string) =>
      mayVote(of, votes, STAFF, { personId, now: at(1) }).mayAsk
    expect(may(round([role(2)]), [vote('mara')], 'mara')).toBe(true)
    expect(may(round([role()], ['mara']), [], 'mara')).toBe(true)
    expect(may(round([mara]), [], 'ane')).toBe(false)
  })
})

test('a form says which stages run at the same time, and nobody is their own deputy', () => {
  const stage = { atOnce: false, voters: 'manager' as const, people: [], quorum: 1, dueDays: undefined }
  const [personId, deputyId] = ['10000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000002']
  const stages = stagesOf({
    stages: [
      { ...stage, atOnce: true },
      { ...stage, voters: 'people', people: [{ personId, deputyId: personId }, undefined, { deputyId }], atOnce: true },
      { ...stage, voters: 'admin', dueDays: 3 },
    ],
  })
  expect(stages.map(({ position }) => position)).toEqual([0, 0, 1])
  expect(stages[1]?.voters).toEqual({ kind: 'people', people: [{ personId, deputyId: null }] })
  expect(stages[2]).toMatchObject({ dueDays: 3, voters: { kind: 'role', role: 'admin' } })
})
