import { defineWords } from '../look/words.ts'

/** What the frame of the wall says itself; every panel keeps its own words. */
export const wallWords = defineWords({
  id: {
    panelFailed: 'Panel ini gagal digambar',
    panelFailedWhat: (title: string) =>
      `${title} tidak dapat ditampilkan. Bagian lain tetap berjalan.`,
    doesNotFit: 'tidak muat di sini',
    noEditor: 'Penyusun adegan tidak dapat dimuat. Periksa apakah hub berjalan, lalu tekan E lagi.',
    agedBy: (age: string) => `data ${age} lalu`,
    simulated: 'DATA SIMULASI',
    notNow: 'BUKAN WAKTU SEKARANG',
    simulatedTime: (speed: string) => `waktu ${speed}×`,
    stoppedTime: 'waktu berhenti',
    otherTime: 'bukan waktu sekarang',
    dayH: (name: string) => `Hari H ${name}`,
    expectedDay: 'rencana',
    estimatedDay: 'perkiraan',
    connecting: 'Menyambung ke hub',
    connectingWhat:
      'Angka muncul begitu hub menjawab. Bila tulisan ini tetap tampil, periksa apakah hub berjalan.',
    attempt: (n: string) => `percobaan ke-${n}`,
    unreadableNow: (where: string) =>
      `Jawaban hub tidak terbaca (${where}). Versi hub dan layar mungkin berbeda.`,
    refused: 'Layar ini belum diberi izin',
    refusedWhat:
      'Buka layar lewat alamat lengkap yang dicetak hub saat mulai, yang berakhir dengan #token=…',
    refusedAgain: 'Setelah alamat benar, layar menyambung sendiri.'
  },
  en: {
    panelFailed: 'This panel could not be drawn',
    panelFailedWhat: (title) => `${title} cannot be shown. Everything else goes on.`,
    doesNotFit: 'does not fit here',
    noEditor:
      'The scene editor cannot be loaded. Check that the hub is running, then press E again.',
    agedBy: (age) => `data ${age} old`,
    simulated: 'SIMULATED DATA',
    notNow: 'NOT THE PRESENT TIME',
    simulatedTime: (speed) => `time ${speed}×`,
    stoppedTime: 'time stopped',
    otherTime: 'not the present time',
    dayH: (name) => `Day H ${name}`,
    expectedDay: 'expected',
    estimatedDay: 'estimated',
    connecting: 'Connecting to the hub',
    connectingWhat:
      'Figures appear as soon as the hub answers. If this stays, check that the hub is running.',
    attempt: (n) => `attempt ${n}`,
    unreadableNow: (where) =>
      `The answer of the hub cannot be read (${where}). Hub and screen may be of different versions.`,
    refused: 'This screen has no permission yet',
    refusedWhat:
      'Open it by the whole address that the hub prints when it starts, the one that ends in #token=…',
    refusedAgain: 'With the right address the screen connects by itself.'
  }
})
