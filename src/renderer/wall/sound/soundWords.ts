import { defineWords } from '../../look/words.ts'
import type { SoundTrouble } from './soundOutput.ts'

type Told = (output: string) => string

export const soundWords = defineWords({
  id: {
    sound: 'Suara',
    trouble: {
      blocked: () => 'tertahan peramban, tekan satu tombol',
      noSuchOutput: (output: string) => `keluaran ${output} tidak ada, dipakai yang bawaan`,
      outputsHidden: (output: string) =>
        `keluaran ${output} tak dapat dipilih di sini, dipakai yang bawaan`,
      noOutput: () => 'tidak ada keluaran'
    } satisfies Record<SoundTrouble, Told>
  },
  en: {
    sound: 'Sound',
    trouble: {
      blocked: () => 'held back by the browser, press a key',
      noSuchOutput: (output) => `no output ${output}, the default one is used`,
      outputsHidden: (output) => `output ${output} cannot be chosen here, the default one is used`,
      noOutput: () => 'there is no output'
    }
  }
})
