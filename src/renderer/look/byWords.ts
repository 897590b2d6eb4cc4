import type { Actor } from '../../contract/control.ts'
import type { Language } from './words.ts'

/** Who changed something, behind a name or alone. */
export const byWords: Readonly<Record<Language, Record<Actor['kind'], string>>> = {
  id: {
    wall: 'dari dinding',
    remote: 'dari ponsel',
    rule: 'menurut aturan',
    playlist: 'daftar putar',
    program: 'dari program',
    system: 'sistem'
  },
  en: {
    wall: 'from the wall',
    remote: 'from a phone',
    rule: 'by rule',
    playlist: 'playlist',
    program: 'from a program',
    system: 'system'
  }
}
