import { expect, test } from 'vitest'
import { AnnotationAct } from '~/domain/annotations/annotation'

const versionId = '00000000-0000-4000-8000-000000000001'

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['a remark about the whole file', { text: ' Hello\r\nyou ' }, undefined],
  ['a point without a place', { kind: 'point', text: 'x' }, 'annotation.place'],
  ['a time that is none', { kind: 'time', start: 'soon', text: 'x' }, 'annotation.time'],
  ['a range that ends before it begins', { kind: 'time', start: '0:10', end: '0:05', text: 'x' }, 'annotation.order'],
])('a form with %s', (_, fields, problem) => {
  const parsed = AnnotationAct.safeParse({ intent: 'add', versionId, ...fields })
  expect(parsed.error?.issues[0]?.message).toBe(problem)
  if (parsed.success && parsed.data.intent === 'add') expect(parsed.data.text).toBe('Hello\nyou')
})
