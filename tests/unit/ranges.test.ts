import { expect, test } from 'vitest'
import { contentDisposition } from '~/http/disposition'
import { networkOf } from '~/http/network'
import { clientHolds, wantedRange, wantsAnother } from '~/http/ranges'

const etag = '"abc"'
const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } })

test.each<[string, Record<string, string>, unknown]>([
  ['no Range is the whole', {}, { kind: 'whole' }],
  ['the first ten bytes', { range: 'bytes=0-9' }, part(0, 9)],
  ['an open end runs to the last byte', { range: 'bytes=40-' }, part(40, 99)],
  ['a suffix of ten bytes', { range: 'bytes=-10' }, part(90, 99)],
  ['a suffix longer than the file is the whole file as a part', { range: 'bytes=-500' }, part(0, 99)],
  ['an end beyond the file is cut to it', { range: 'bytes=90-500' }, part(90, 99)],
  ['a start beyond the file is unsatisfiable', { range: 'bytes=100-' }, { kind: 'unsatisfiable' }],
  ['a suffix of zero bytes is unsatisfiable', { range: 'bytes=-0' }, { kind: 'unsatisfiable' }],
  ['an end before the start is ignored', { range: 'bytes=9-3' }, { kind: 'whole' }],
  ['several ranges are ignored', { range: 'bytes=0-1,3-4' }, { kind: 'whole' }],
  ['another unit is ignored', { range: 'rows=0-1' }, { kind: 'whole' }],
  ['If-Range with the current ETag gives a part', { range: 'bytes=0-9', 'if-range': etag }, part(0, 9)],
  ['If-Range with another ETag gives the whole', { range: 'bytes=0-9', 'if-range': '"old"' }, { kind: 'whole' }],
  ['If-Range with a weak ETag never matches', { range: 'bytes=0-9', 'if-range': 'W/"abc"' }, { kind: 'whole' }],
  [
    'If-Range with a date never matches',
    { range: 'bytes=0-9', 'if-range': 'Tue, 01 Dec 2026 00:00:00 GMT' },
    { kind: 'whole' },
  ],
])('Range header: %s', (_, headers, answer) => {
  expect(wantedRange(new Headers(headers), 100, etag)).toEqual(answer)
})

test.each([
  ['"abc"', true],
  ['W/"abc"', true],
  ['"x", "abc"', true],
  ['*', true],
  ['"x"', false],
])('If-None-Match %s matches the ETag "abc": %s', (header, holds) => {
  expect(clientHolds(new Headers({ 'if-none-match': header }), etag)).toBe(holds)
})

test.each([
  [undefined, false],
  ['"abc"', false],
  ['"x", "abc"', false],
  ['"x","a,b" ,"abc"', false],
  ['*', false],
  [' * ', false],
  ['"x"', true],
  ['W/"abc"', true],
  ['W/"x", W/"abc"', true],
  ['abc', true],
  ['', true],
])('If-Match %s fails for the ETag "abc": %s', (header, another) => {
  expect(wantsAnother(new Headers(header === undefined ? {} : { 'if-match': header }), etag)).toBe(another)
})

test.each([
  ['plain.jpg', `attachment; filename="plain.jpg"; filename*=UTF-8''plain.jpg`],
  [
    'Aizkorri — otoño.jpg',
    `attachment; filename="Aizkorri _ otono.jpg"; filename*=UTF-8''Aizkorri%20%E2%80%94%20oto%C3%B1o.jpg`,
  ],
  ['a"b\\c.jpg', `attachment; filename="a_b_c.jpg"; filename*=UTF-8''a%22b%5Cc.jpg`],
  [
    'x\r\nSet-Cookie: a=b.jpg',
    `attachment; filename="xSet-Cookie: a=b.jpg"; filename*=UTF-8''xSet-Cookie%3A%20a%3Db.jpg`,
  ],
  ["it's (1).jpg", `attachment; filename="it's (1).jpg"; filename*=UTF-8''it%27s%20%281%29.jpg`],
])('Content-Disposition of the file name %j', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header)
})

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2::3', '2001:db8:1::/48'],
  ['::1', '0:0:0::/48'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
