import { expect, test } from 'vitest'
import { codecName } from './codecName.ts'
import { watchCodecs } from './undecodableCodecs.ts'

test('each codec is asked about once; what cannot be decoded or asked about is told', async () => {
  const asked: string[] = []
  const told: (readonly string[])[] = []
  const watch = watchCodecs(
    async (codec) => {
      asked.push(codec)
      if (codec === 'odd') throw new TypeError('unknown codec')
      return Promise.resolve(codec.startsWith('avc1'))
    },
    (codecs) => told.push(codecs)
  )
  watch.see(['avc1.42c01f', 'hvc1.1.6.L93.B0', undefined])
  watch.see(['hvc1.1.6.L93.B0', 'odd'])
  await expect.poll(() => told.at(-1)?.toSorted()).toEqual(['hvc1.1.6.L93.B0', 'odd'])
  expect(asked).toEqual(['avc1.42c01f', 'hvc1.1.6.L93.B0', 'odd'])
})

test('codecs have names people know', () => {
  expect(['hvc1.1.6.L93.B0', 'hev1.2', 'avc1.42c01f', 'jpeg', undefined].map(codecName)).toEqual([
    'H.265',
    'H.265',
    'H.264',
    'JPEG',
    undefined
  ])
})
