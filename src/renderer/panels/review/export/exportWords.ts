import { defineWords } from '../../../look/words.ts'

export const exportWords = defineWords({
  id: {
    export: 'Ekspor',
    report: 'Laporan PDF',
    a4: 'A4',
    wide: '16:9',
    data: 'Data laporan',
    figures: 'Angka',
    pictures: 'Gambar',
    picture: (title: string, format: string) => `${title}, ${format}`,
    noCameras: 'Tanpa identitas pelapor. Gambar kamera tidak ikut.',
    noCamera: 'gambar kamera tidak diekspor',
    noGround: 'dasar peta tidak ikut dalam gambar',
    pointAtPanel: 'Arahkan penunjuk ke panel yang akan disimpan.',
    stale: 'DATA LAMA',
    making: (name: string) => `Menyusun ${name} …`,
    saved: (name: string) => `Selesai: ${name}`,
    code: (code: string) => `Kode ${code}`,
    rows: (n: string) => `${n} laporan`,
    newer: 'Data berubah sejak layar ini dihitung; berkas memakai angka terbaru.',
    pictureOlder: 'Data berubah sejak layar ini dihitung; gambar tanpa kode.',
    rowsDiffer: (rows: string, counted: string) =>
      `Berkas memuat ${rows} laporan, kode ini ${counted}: data berubah sementara itu.`,
    failed: (name: string, why: string) => `${name} tidak tersimpan: ${why}.`,
    why: {
      noAnswer: 'hub tidak menjawab atau putus di tengah',
      refused: (status: string) => `hub menolak (${status})`,
      unknown: 'kode tidak dikenal hub ini',
      damaged: 'angka di bawah kode ini rusak di hub',
      full: 'hub tidak dapat menyimpan angkanya, mungkin disk penuh',
      mode: 'mode sekarang tidak mengizinkan ekspor',
      notRecorded: 'hub tidak dapat mencatat ekspornya, mungkin disk penuh',
      drawing: 'gambarnya tidak dapat dibuat'
    },
    asOf: (moment: string) => `data per ${moment}`,
    simulated: 'DATA SIMULASI'
  },
  en: {
    export: 'Export',
    report: 'PDF report',
    a4: 'A4',
    wide: '16:9',
    data: 'Incident data',
    figures: 'Figures',
    pictures: 'Pictures',
    picture: (title, format) => `${title}, ${format}`,
    noCameras: 'Nothing about who called. Pictures of cameras are left out.',
    noCamera: 'camera picture not exported',
    noGround: 'the ground of the map is not in the picture',
    pointAtPanel: 'Point at the panel that is to be saved.',
    stale: 'OLD DATA',
    making: (name) => `Making ${name} …`,
    saved: (name) => `Done: ${name}`,
    code: (code) => `Code ${code}`,
    rows: (n) => `${n} incidents`,
    newer: 'The data changed since this screen was counted; the file has the newest figures.',
    pictureOlder: 'The data changed since this screen was counted; the picture has no code.',
    rowsDiffer: (rows, counted) =>
      `The file holds ${rows} incidents, this code ${counted}: the data changed meanwhile.`,
    failed: (name, why) => `${name} was not saved: ${why}.`,
    why: {
      noAnswer: 'the hub does not answer, or broke off',
      refused: (status) => `the hub refuses (${status})`,
      unknown: 'this hub does not know the code',
      damaged: 'the figures under this code are damaged in the hub',
      full: 'the hub cannot keep the figures, perhaps its disk is full',
      mode: 'the present mode allows no exports',
      notRecorded: 'the hub cannot put the export on record, perhaps its disk is full',
      drawing: 'the picture cannot be drawn'
    },
    asOf: (moment) => `data as of ${moment}`,
    simulated: 'SIMULATED DATA'
  }
})

export type ExportWords = (typeof exportWords)['id']
