import { expect, test } from 'vitest'
import { parseGuests } from '~/domain/intake/guest-list'

test.each([
  ['Ane Ibarra <ane@foto.example>', [['Ane Ibarra', 'ane@foto.example']]],
  ['"Ibarra, Ane" <ane@foto.example>', [['Ibarra Ane', 'ane@foto.example']]],
  ['Ane Ibarra, ane@foto.example', [['Ane Ibarra', 'ane@foto.example']]],
  ['ane@foto.example;Ane Ibarra', [['Ane Ibarra', 'ane@foto.example']]],
  [
    'Ane Ibarra\tane@foto.example\n\nJon\tjon@foto.example\r\n',
    [
      ['Ane Ibarra', 'ane@foto.example'],
      ['Jon', 'jon@foto.example'],
    ],
  ],
  [
    'ane@foto.example, jon@foto.example',
    [
      ['ane', 'ane@foto.example'],
      ['jon', 'jon@foto.example'],
    ],
  ],
  ['Ane <ane@foto.example>\nAne again <ANE@foto.example>', [['Ane', 'ane@foto.example']]],
  ['منى <mona@foto.example>', [['منى', 'mona@foto.example']]],
  ['', []],
])('guests in %j are %j', (text, expected) => {
  expect(parseGuests(text)).toEqual({ guests: expected.map(([name, email]) => ({ name, email })), unreadable: [] })
})

test('lines without an address are told as they were typed', () => {
  expect(parseGuests('Ane Ibarra\nane@\njon@foto.example').unreadable).toEqual(['Ane Ibarra', 'ane@'])
})
