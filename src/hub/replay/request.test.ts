import { expect, test } from 'vitest'
import { readReplayRequest } from './request.ts'

const mapping = ['--mapping', 'montgomery-911']

test.each([
  [mapping, 'Name one FILE'],
  [['x.csv', 'y.csv', ...mapping], 'Name one FILE'],
  [['x.csv'], '--mapping is missing; known are indonesia-112, montgomery-911'],
  [['x.csv', '--mapping', 'none'], 'There is no mapping "none"'],
  [['x.csv', ...mapping, '--speed', '0'], '--speed must be'],
  [['x.csv', ...mapping, '--until', 'soon'], '--until must be'],
  [['x.csv', ...mapping, '--city', 'atlantis'], 'atlantis']
])('%j is answered with a sentence', (args, sentence) => {
  expect(() => readReplayRequest(args)).toThrow(sentence)
})

test('the city, the pace and the place of refused rows follow from file and mapping', () => {
  const request = readReplayRequest([
    '/somewhere/x.csv',
    ...mapping,
    '--until',
    '2017-01-01T00:00Z'
  ])
  expect(request).toMatchObject({
    file: '/somewhere/x.csv',
    city: { id: 'montgomery' },
    speed: 600,
    until: Date.UTC(2017, 0, 1),
    mqtt: undefined,
    refused: '/somewhere/x.csv.refused.csv'
  })
})

test('another city may take the feed', () => {
  expect(readReplayRequest(['x.csv', ...mapping, '--city', 'serang']).city.id).toBe('serang')
})
