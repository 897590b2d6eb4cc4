import { defineWords } from '../look/words.ts'

/** The banner over lost data, by what is to blame. */
export const faultWords = defineWords({
  id: {
    title: 'Data beku',
    broker: 'Sambungan broker putus.',
    hub: 'Sambungan ke hub putus.',
    path: 'Tidak ada pesan yang lewat broker.',
    sources: 'Semua sumber diam.',
    store: 'Penyimpanan gagal, laporan baru tidak terhitung.',
    refused: 'Layar ini tidak lagi diberi izin oleh hub.',
    stoppedAt: (clock: string) => `Angka, peta, dan jam tanggap berhenti pukul ${clock}.`,
    camerasGoOn: 'Kamera tetap langsung.',
    useRadio: 'Gunakan telepon dan radio.',
    retrying: 'Menyambung ulang sendiri.',
    retryingAttempt: (n: string) => `Menyambung ulang sendiri, percobaan ke-${n}.`,
    storeHint: 'Periksa ruang dan izin tulis folder data hub.',
    refusedHint: 'Buka lagi lewat alamat yang dicetak hub saat mulai.',
    dataAge: 'umur data',
    now: 'sekarang'
  },
  en: {
    title: 'Data frozen',
    broker: 'The connection to the broker is lost.',
    hub: 'The connection to the hub is lost.',
    path: 'No message comes through the broker.',
    sources: 'All sources are silent.',
    store: 'The store fails, new incidents are not counted.',
    refused: 'The hub no longer admits this screen.',
    stoppedAt: (clock) => `Figures, map and response clocks stopped at ${clock}.`,
    camerasGoOn: 'Cameras stay live.',
    useRadio: 'Use telephone and radio.',
    retrying: 'Reconnecting by itself.',
    retryingAttempt: (n) => `Reconnecting by itself, attempt ${n}.`,
    storeHint: 'Check space and write permission of the data folder of the hub.',
    refusedHint: 'Open it again by the address the hub prints when it starts.',
    dataAge: 'age of data',
    now: 'now'
  }
})
