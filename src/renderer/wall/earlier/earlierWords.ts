import { defineWords } from '../../look/words.ts'

export const earlierWords = defineWords({
  id: {
    title: 'Briefing yang lalu',
    code: 'Kode',
    show: 'Tampilkan di semua layar',
    hint: 'Delapan tanda, tertulis pada layar, PDF, dan PNG briefing yang dibekukan.',
    notACode: 'Ini bukan kode: ada tanda yang salah atau tertukar.',
    unknown: (code: string) => `Tidak ada briefing dengan kode ${code} di hub ini.`,
    otherCity: (code: string) => `Briefing ${code} bukan milik kota ini, atau ditahan orang lain.`,
    damaged: (code: string) => `Briefing ${code} rusak di disk dan tidak ditampilkan.`,
    unreachable: 'Hub tidak menjawab.'
  },
  en: {
    title: 'An earlier briefing',
    code: 'Code',
    show: 'Show on every screen',
    hint: 'Eight signs, written on the screen, PDF and PNG of a frozen briefing.',
    notACode: 'This is no code: a sign is wrong, or two have changed places.',
    unknown: (code) => `There is no briefing with the code ${code} on this hub.`,
    otherCity: (code) => `Briefing ${code} is of another city, or another person holds one.`,
    damaged: (code) => `Briefing ${code} is damaged on disk and is not shown.`,
    unreachable: 'The hub does not answer.'
  }
})
