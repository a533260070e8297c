import { expect, test } from 'vitest'
import { parseQuery } from '~/domain/search/query/parse'
import { NewSmartCollection, refusedTerm, ruleQuery } from '~/domain/smart/rule'
import { ruleTextOf } from '~/routes/smart/rule-from'

test.each([
  ['lighthouse "at night" -fog harb*', undefined],
  ['keyword:coast kind:photo format:jpg colour:blue year:2026 width:>2000 created:2026-01..', undefined],
  ['coast state:draft', 'state:draft'],
  ['-state:approved', '-state:approved'],
  ['rights:clear coast', 'rights:clear'],
  ['folder:"Press 2026"', 'folder:"Press 2026"'],
  ['in:press-kit', 'in:press-kit'],
  ['collection:press-kit', 'collection:press-kit'],
  // What is no field is searched as words.
  ['state:nowhere', undefined],
])('a rule with %s is refused for %s', (typed, term) => {
  expect(refusedTerm(parseQuery(typed))).toBe(term)
  if (term === undefined) expect(ruleQuery(typed)).toBe(typed)
  else expect(() => ruleQuery(typed)).toThrow(expect.objectContaining({ code: 'collection.rule_term' }))
})

test('a rule says something, and is sorted by nothing that staff alone know', () => {
  const given = (more: object) => NewSmartCollection.safeParse({ title: 'A', query: 'coast', ...more }).success
  expect(given({})).toBe(true)
  for (const bad of [
    { query: '' },
    { query: ' - " ' },
    { query: 'x'.repeat(501) },
    { sort: 'used' },
    { sort: 'expiring' },
  ])
    expect(given(bad)).toBe(false)
})

test('the rule of a search has its kind and state as text, so that what is refused stands in the field', () => {
  expect(ruleTextOf({ q: 'coast', kind: 'photo', state: 'approved' })).toBe('coast kind:photo state:approved')
  expect(ruleTextOf({})).toBe('')
})
