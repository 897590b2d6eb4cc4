import type { Actor, Mode, Refusal } from '../../../contract/control.ts'
import { defineWords } from '../../look/words.ts'

export const controlWords = defineWords({
  id: {
    mode: 'Mode',
    modes: {
      operations: 'Operasi',
      briefing: 'Briefing',
      guests: 'Kunjungan'
    } satisfies Record<Mode, string>,
    shows: {
      operations: 'Semua yang boleh tampil di dinding, dengan titik yang tepat.',
      briefing: 'Kejadian medis, kekerasan, dan anak di tengah petak 500 m.',
      guests: 'Hanya kecamatan, tanpa titik dan kepadatan. Di bawah 5 menjadi “<5”.'
    } satisfies Record<Mode, string>,
    now: 'kini',
    choose: 'Pilih mode',
    until: (time: string) => `s.d. ${time}`,
    realTime: 'waktu nyata',
    name: 'Nama',
    reason: 'Alasan',
    enter: 'Masuk Operasi 30 menit',
    recorded: 'Nama dan alasan dicatat.',
    scene: 'Adegan',
    returns: (time: string) => `kembali ${time}`,
    held: 'ditahan, L melepas',
    muted: 'Suara mati',
    notRecording: 'Catatan audit gagal: hanya tirai yang bisa diubah',
    by: {
      wall: 'dari dinding',
      remote: 'dari ponsel',
      rule: 'menurut aturan',
      playlist: 'daftar putar',
      program: 'dari program',
      system: 'sistem'
    } satisfies Record<Actor['kind'], string>,
    refused: {
      nameAndReasonNeeded: 'Mode Operasi perlu nama dan alasan.',
      setByPerson: 'Ini diatur orang; hanya orang yang mengubahnya.',
      sceneHeld: 'Adegan ditahan. Tekan L untuk melepasnya.',
      unknownScene: 'Adegan itu tidak ada.',
      unknownSteps: 'Briefing itu tidak ada, atau tidak punya langkah itu.',
      flood: 'Lonjakan: tidak ada yang mengambil alih layar.',
      notAllowed: 'Ponsel ini tidak boleh melakukannya.',
      notRecorded: 'Tidak dilakukan: catatan audit tidak dapat ditulis. Periksa disk hub.'
    } satisfies Record<Refusal, string>
  },
  en: {
    mode: 'Mode',
    modes: { operations: 'Operations', briefing: 'Briefing', guests: 'Guests' },
    shows: {
      operations: 'Everything a wall may show, at its exact place.',
      briefing: 'Medical, violence and child incidents at the centre of a 500 m cell.',
      guests: 'Districts only, no points, no density. Below 5 becomes “<5”.'
    },
    now: 'now',
    choose: 'Choose the mode',
    until: (time) => `until ${time}`,
    realTime: 'real time',
    name: 'Name',
    reason: 'Reason',
    enter: 'Enter operations for 30 minutes',
    recorded: 'Name and reason are recorded.',
    scene: 'Scene',
    returns: (time) => `back at ${time}`,
    held: 'held, L releases it',
    muted: 'Sound off',
    notRecording: 'Audit log failing: only the curtain can be changed',
    by: {
      wall: 'from the wall',
      remote: 'from a phone',
      rule: 'by rule',
      playlist: 'playlist',
      program: 'from a program',
      system: 'system'
    },
    refused: {
      nameAndReasonNeeded: 'Operations needs a name and a reason.',
      setByPerson: 'A person has set this; only a person changes it.',
      sceneHeld: 'The scene is held. Press L to release it.',
      unknownScene: 'There is no such scene.',
      unknownSteps: 'There is no such briefing, or it has no such step.',
      flood: 'Surge: nothing takes over.',
      notAllowed: 'This phone may not do that.',
      notRecorded: 'Not done: the audit log cannot be written. Check the disk of the hub.'
    }
  }
})

export type ControlSay = (typeof controlWords)['id']
