import { defineWords } from '../../look/words.ts'

export const agencyWords = defineWords({
  id: {
    agency: 'Instansi',
    open: 'Terbuka',
    median: (minutes: string) => `Median, target ${minutes} mnt`,
    medianOnly: 'Median',
    share: 'Tepat',
    period: (days: string) => `${days} hari`,
    few: (n: string) => `n ${n}`,
    others: (n: string) => `${n} lainnya`,
    othersOpen: (n: string) => `${n} terbuka`,
    waiting: 'menunggu data'
  },
  en: {
    agency: 'Agency',
    open: 'Open',
    median: (minutes) => `Median, target ${minutes} min`,
    medianOnly: 'Median',
    share: 'In time',
    period: (days) => `${days} days`,
    few: (n) => `n ${n}`,
    others: (n) => (n === '1' ? '1 other' : `${n} others`),
    othersOpen: (n) => `${n} open`,
    waiting: 'waiting for data'
  }
})
