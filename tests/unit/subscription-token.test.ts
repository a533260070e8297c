import { expect, test } from 'vitest'
import { subscriptionOf, subscriptionToken } from '~/domain/saved/subscription-token.server'

test('a token ends the subscription that it was made for, and no other token does', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const token = subscriptionToken('secret', id)
  expect(subscriptionOf('secret', token)).toBe(id)
  for (const bad of [
    undefined,
    '',
    id,
    `${id}.`,
    `${token}x`,
    token.replace('1.', '2.'),
    subscriptionToken('other', id),
  ])
    expect(subscriptionOf('secret', bad)).toBeUndefined()
})
