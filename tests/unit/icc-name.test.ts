import { describe, expect, test } from 'vitest'
import { iccName } from '~/platform/images/icc-name'

/** A profile with one tag (ICC.1:2022, 7.2 and 7.3). */
function profile(
  tag: Buffer,
  { signature = 'desc', size = tag.length }: { signature?: string; size?: number } = {},
): Buffer {
  const head = Buffer.alloc(144)
  head.write('acsp', 36, 'latin1')
  head.writeUInt32BE(1, 128)
  head.write(signature, 132, 'latin1')
  head.writeUInt32BE(144, 136)
  head.writeUInt32BE(size, 140)
  return Buffer.concat([head, tag])
}

function description(text: string): Buffer {
  const head = Buffer.alloc(12)
  head.write('desc', 0, 'latin1')
  head.writeUInt32BE(text.length + 1, 8)
  return Buffer.concat([head, Buffer.from(`${text}\0`, 'latin1')])
}

function localized(text: string): Buffer {
  const head = Buffer.alloc(28)
  head.write('mluc', 0, 'latin1')
  head.writeUInt32BE(1, 8)
  head.writeUInt32BE(12, 12)
  head.writeUInt32BE(text.length * 2, 20)
  head.writeUInt32BE(28, 24)
  return Buffer.concat([head, Buffer.from(text, 'utf16le').swap16()])
}

describe('the name of an ICC profile', () => {
  test.each([
    ['of version 2', profile(description('sRGB IEC61966-2.1')), 'sRGB IEC61966-2.1'],
    ['of version 4', profile(localized('Coated FOGRA39')), 'Coated FOGRA39'],
    ['without a description', profile(description('x'), { signature: 'cprt' }), undefined],
    ['whose description is said to be longer than the file', profile(description('x'), { size: 1e9 }), undefined],
    ['that is cut', profile(description('x')).subarray(0, 100), undefined],
    ['that is no profile', Buffer.alloc(200), undefined],
    ['that is empty', Buffer.alloc(0), undefined],
    ['whose text is cut', profile(localized('Adobe').subarray(0, 30)), undefined],
    ['with control characters', profile(description('a\u0007b')), 'a b'],
  ])('%s', (_, bytes, name) => {
    expect(iccName(bytes)).toBe(name)
  })
})
