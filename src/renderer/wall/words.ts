import { defineWords } from '../look/words.ts'

/** What the frame of the wall says itself; every panel keeps its own words. */
export const wallWords = defineWords({
  id: {
    panelFailed: 'Panel ini gagal digambar',
    panelFailedWhat: (title: string) =>
      `${title} tidak dapat ditampilkan. Bagian lain tetap berjalan.`,
    panelMissing: 'Panel ini belum dibuat'
  },
  en: {
    panelFailed: 'This panel could not be drawn',
    panelFailedWhat: (title) => `${title} cannot be shown. Everything else goes on.`,
    panelMissing: 'This panel has not been built'
  }
})
