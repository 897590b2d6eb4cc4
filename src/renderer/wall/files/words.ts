import type { FileProblem } from '../../../contract/arrangement.ts'
import { defineWords } from '../../look/words.ts'

/** `because` stands behind a key, or behind the name of the file where no key is told. */
export const fileWords = defineWords({
  id: {
    line: (line: string) => `baris ${line}`,
    because: {
      unreadable: 'tidak dapat dibaca.',
      notJson: 'bukan JSON yang benar.',
      wrongValue: 'tidak dapat dipakai.',
      unknownKey: 'tidak dikenal.',
      missingKey: 'belum diisi.',
      unknownName: 'menyebut nama yang tidak ada.'
    } satisfies Record<FileProblem['reason'], string>,
    badFileName: 'tidak dipakai: nama berkasnya tidak sah.',
    instead: {
      lastGood: 'Yang terakhir baik tetap berlaku.',
      shipped: 'Bawaan yang berlaku.',
      nothing: 'Berkas ini tidak berlaku.'
    } satisfies Record<FileProblem['instead'], string>,
    more: (count: string) => `+${count} berkas lain`,
    forGuests: 'Berkas tidak dapat dipakai:'
  },
  en: {
    line: (line) => `line ${line}`,
    because: {
      unreadable: 'cannot be read.',
      notJson: 'is not correct JSON.',
      wrongValue: 'cannot be used.',
      unknownKey: 'is not known.',
      missingKey: 'is missing.',
      unknownName: 'names something that does not exist.'
    },
    badFileName: 'is not used: its file name is not allowed.',
    instead: {
      lastGood: 'The last good one stays in force.',
      shipped: 'The shipped one is in force.',
      nothing: 'This file is not in force.'
    },
    more: (count) => (count === '1' ? '+1 more file' : `+${count} more files`),
    forGuests: 'Files that cannot be used:'
  }
})

export type FileSay = (typeof fileWords)['id']
