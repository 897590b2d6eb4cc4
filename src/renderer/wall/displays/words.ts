import type { BoundBy, DisplayNotice } from '../../../contract/displays.ts'
import { defineWords } from '../../look/words.ts'

export const displayWords = defineWords({
  id: {
    position: (row: string, column: string) => `Baris ${row}, kolom ${column}`,
    size: (width: string, height: string) => `${width} × ${height} mm`,
    pixels: (width: string, height: string) => `${width} × ${height} piksel`,
    by: {
      edid: 'dikenali dari nomor seri layarnya',
      label: 'dikenali dari keluarannya',
      memory: 'dikenali dari sambungan terakhir',
      position: 'dikenali dari letaknya di desktop',
      guess: 'ditebak: tidak ada tanda pengenal'
    } satisfies Record<BoundBy, string>,
    byHand: 'dibuka dengan alamatnya',
    wholePicture: 'Seluruh gambar',
    noDisplayNamed: 'Alamat jendela ini tidak menyebut layar.',
    notOfLayout: (id: string) => `Alamatnya menyebut layar ${id}, yang tidak ada di wall.json.`,
    noLayout: 'Tanpa wall.json setiap layar menampilkan seluruh gambar.',
    displays: (ids: string) => `Layar ${ids}`,
    output: (names: string) => `Keluaran ${names}`,
    more: (n: string) => `+${n}`,
    notices: {
      missing: 'hilang',
      extra: 'tidak dipakai',
      recabled: 'pindah keluaran',
      replaced: 'diganti layar lain',
      guessed: 'ditebak, tekan D',
      shape: 'bentuknya lain',
      turned: 'terputar',
      mirrored: 'mencerminkan layar lain',
      whole: 'tinggal satu',
      none: 'tidak ada yang terpasang'
    } satisfies Record<DisplayNotice['code'], string>,
    wholeRest: ', seluruh gambar di sana',
    any: 'Layar'
  },
  en: {
    position: (row, column) => `Row ${row}, column ${column}`,
    size: (width, height) => `${width} × ${height} mm`,
    pixels: (width, height) => `${width} × ${height} pixels`,
    by: {
      edid: 'known by the serial number of its screen',
      label: 'known by its output',
      memory: 'known by its last connection',
      position: 'known by its place on the desktop',
      guess: 'guessed: nothing identifies it'
    },
    byHand: 'opened by its address',
    wholePicture: 'The whole picture',
    noDisplayNamed: 'The address of this window names no display.',
    notOfLayout: (id) => `Its address names display ${id}, which is not in wall.json.`,
    noLayout: 'Without wall.json every display shows the whole picture.',
    displays: (ids) => `Display ${ids}`,
    output: (names) => `Output ${names}`,
    more: (n) => `+${n}`,
    notices: {
      missing: 'missing',
      extra: 'not used',
      recabled: 'on another output',
      replaced: 'replaced by another screen',
      guessed: 'guessed, press D',
      shape: 'of another shape',
      turned: 'turned',
      mirrored: 'mirrors another',
      whole: 'the only one left',
      none: 'none connected'
    },
    wholeRest: ', it shows the whole picture',
    any: 'Display'
  }
})

export type DisplaySay = (typeof displayWords)['id']
