import type { Control, Mode, Refusal } from '../../../contract/control.ts'
import { byWords } from '../../look/byWords.ts'
import { defineWords } from '../../look/words.ts'

type Waits = NonNullable<NonNullable<Control['playlist']>['waitsFor']>

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
    rule: 'Aturan',
    waiting: (n: string) => `${n} menunggu`,
    waitsForRelease: 'Menunggu adegan dilepas:',
    incidents: (n: string) => `${n} kejadian`,
    flood: 'Lonjakan',
    demands: (n: string) => `${n} dalam 10 menit`,
    steered: 'Dipandu',
    step: (at: string) => `Langkah ${at}`,
    stepOf: (at: string, of: string) => `Langkah ${at}/${of}`,
    stepKeys: 'PgUp PgDn, J mengakhiri',
    playlist: 'Daftar putar',
    playlistOf: (part: string) => `Daftar putar ${part}:`,
    paused: 'dijeda',
    resumeKey: 'O melanjutkan',
    waitsFor: {
      person: 'menunggu, diatur orang',
      scene: 'menunggu adegan ini',
      takeover: 'menunggu kejadian',
      incident: 'menunggu kejadian baru'
    } satisfies Record<Waits, string>,
    untilTime: (time: string) => `sampai ${time}`,
    nextScene: (name: string, time: string) => `${name} ${time}`,
    prepared: 'Briefing yang disiapkan',
    nothingPrepared: 'Belum ada. Tulis steps/NAMA.json; lihat docs/directing.md.',
    steps: (n: string) => `${n} langkah`,
    endSteps: 'Akhiri, kembali ke sebelumnya',
    muted: 'Suara mati',
    notRecording: 'Catatan audit gagal: hanya tirai yang bisa diubah',
    by: byWords.id,
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
    rule: 'Rule',
    waiting: (n) => `${n} waiting`,
    waitsForRelease: 'Waiting for release:',
    incidents: (n) => (n === '1' ? '1 incident' : `${n} incidents`),
    flood: 'Surge',
    demands: (n) => `${n} in 10 minutes`,
    steered: 'Steered by',
    step: (at) => `Step ${at}`,
    stepOf: (at, of) => `Step ${at}/${of}`,
    stepKeys: 'PgUp PgDn, J ends',
    playlist: 'Playlist',
    playlistOf: (part) => `Playlist ${part}:`,
    paused: 'paused',
    resumeKey: 'O resumes',
    waitsFor: {
      person: 'waiting, set by a person',
      scene: 'waiting for this scene',
      takeover: 'waiting for the incident',
      incident: 'waiting for a new incident'
    },
    untilTime: (time) => `until ${time}`,
    nextScene: (name, time) => `${name} ${time}`,
    prepared: 'Prepared briefings',
    nothingPrepared: 'None yet. Write steps/NAME.json; see docs/directing.md.',
    steps: (n) => (n === '1' ? '1 step' : `${n} steps`),
    endSteps: 'End, back to what was before',
    muted: 'Sound off',
    notRecording: 'Audit log failing: only the curtain can be changed',
    by: byWords.en,
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
