import { defineWords } from '../../look/words.ts'

export const dutyWords = defineWords({
  id: {
    operators: 'operator',
    officers: 'petugas lapangan',
    notSent: 'jumlah petugas belum dikirim',
    old: (age: string) => `data ${age} lalu`
  },
  en: {
    operators: 'operators',
    officers: 'field officers',
    notSent: 'number on duty not sent yet',
    old: (age) => `${age} old`
  }
})
