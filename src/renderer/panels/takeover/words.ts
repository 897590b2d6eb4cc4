import { byWords } from '../../look/byWords.ts'
import { defineWords } from '../../look/words.ts'

export const takeoverWords = defineWords({
  id: {
    label: 'Pengambilalihan layar',
    rule: (name: string) => `Aturan “${name}”`,
    by: byWords.id,
    returns: (time: string) => `kembali ${time}`,
    realTime: 'waktu nyata',
    waiting: (n: string) => `${n} lagi menunggu`,
    dismiss: 'Esc menutup',
    unknown: 'Kejadian ini tidak ada di layar ini.',
    unknownWhy: 'Hub tidak mengirimnya ke sini, atau sudah selesai dan tidak disimpan lagi.',
    failed: 'Kejadian ini tidak dapat digambar di sini. Lihat daftar kejadian.',
    map: 'Peta sekitar kejadian',
    private: 'Hanya kecamatan: titiknya tidak ditampilkan',
    noPoint: 'Titiknya belum diketahui',
    cell: (side: string) => `Di suatu tempat dalam petak ${side} m`,
    accuracy: (metres: string) => `Titik ± ${metres} m`
  },
  en: {
    label: 'Takeover of the wall',
    rule: (name) => `Rule “${name}”`,
    by: byWords.en,
    returns: (time) => `back at ${time}`,
    realTime: 'real time',
    waiting: (n) => `${n} more waiting`,
    dismiss: 'Esc closes',
    unknown: 'This incident is not on this screen.',
    unknownWhy: 'The hub does not send it here, or it is closed and no longer kept.',
    failed: 'This incident cannot be drawn here. See the list of incidents.',
    map: 'Map around the incident',
    private: 'District only: its point is not shown',
    noPoint: 'Its point is not known yet',
    cell: (side) => `Somewhere in a cell of ${side} m`,
    accuracy: (metres) => `Point ± ${metres} m`
  }
})
