import type { Refusal } from '../../contract/control.ts'
import type { Freshness } from '../../contract/health.ts'
import type { Severity } from '../../contract/incident.ts'
import type { RemoteRole } from '../../contract/remote.ts'
import { byWords } from '../look/byWords.ts'
import { defineWords } from '../look/words.ts'
import type { PairFault } from './pairing.ts'
import type { OutReason } from './steerState.ts'

export const remoteWords = defineWords({
  id: {
    title: 'Siaga, kendali dinding',
    otherLanguage: 'English',

    howTitle: 'Ponsel ini belum tersambung',
    howSteps: {
      key: 'Di papan tik dinding, tekan R lalu pilih peran ponsel.',
      scan: 'Pindai kode QR di dinding dengan kamera ponsel ini.',
      digits: 'Ketik enam angka yang tampil di sebelah kode itu.'
    },
    unable: 'Peramban ini tidak dapat dipakai',
    unableWhat:
      'Ia tidak menyimpan kunci untuk halaman ini. Jangan pakai mode penyamaran, atau buka dengan Chrome, Safari, atau Firefox terbaru.',

    pairTitle: 'Sambungkan ponsel ini',
    pairName: 'Nama Anda, tampil di dinding',
    pairNameHint: 'misalnya Rina',
    pairDigits: 'Enam angka di dinding',
    pair: 'Sambungkan',
    pairing: 'Menyambungkan…',
    pairKept: 'Tetap pakai sambungan yang ada',
    fingerprintTitle: 'Peramban memperingatkan sertifikat?',
    fingerprintWhat:
      'Itu wajar bila hub membuat sertifikatnya sendiri. Buka rincian sertifikat di peramban, lalu cocokkan sidik SHA-256 dengan yang tampil di dinding. Bila berbeda, tutup halaman ini: ada yang menyela.',
    pairFaults: {
      noPairing: 'Kode ini tidak berlaku lagi. Buka kode baru di dinding, lalu pindai.',
      wrongCode: 'Angkanya tidak cocok. Baca lagi enam angka di dinding.',
      tooManyTries: 'Terlalu banyak percobaan. Tunggu, lalu buka kode baru di dinding.',
      guests: 'Ada tamu di ruangan. Ponsel baru menunggu sampai mode Kunjungan berakhir.',
      full: 'Sudah terlalu banyak ponsel. Cabut satu di dinding, lalu coba lagi.',
      notRecorded: 'Tidak disambungkan: hub tidak dapat mencatatnya. Periksa disk hub.',
      unreachable: 'Hub tidak menjawab. Periksa Wi-Fi ponsel ini, lalu coba lagi.',
      unreadable: 'Jawaban hub tidak terbaca. Pindai lagi kode di dinding.'
    } satisfies Record<PairFault, string>,

    connecting: 'Menyambung ke dinding…',
    lost: 'Terputus dari hub. Menyambung lagi…',
    lostLong:
      'Bila ini lama: periksa Wi-Fi ponsel, dan di dinding (tombol R) apakah ponsel masih dinyalakan.',
    lostUnanswered: 'Perintah terakhir mungkin tidak sampai.',
    lastKnown: (age: string) => `Di bawah ini keadaan ${age} lalu.`,
    unreadable: 'Hub berbicara versi lain. Muat ulang halaman ini.',
    reload: 'Muat ulang',
    out: {
      unknown: 'Hub tidak mengenal ponsel ini lagi. Sambungkan lagi dengan kode di dinding.',
      expired: 'Masa pakai ponsel ini habis. Sambungkan lagi dengan kode di dinding.',
      revoked: 'Ponsel ini dicabut di dinding. Sambungkan lagi bila perlu.',
      badProof:
        'Ponsel ini tidak dapat membuktikan dirinya. Sambungkan lagi dengan kode di dinding.',
      switchedOff:
        'Kendali ponsel dimatikan di dinding. Begitu dinyalakan, ponsel ini menyambung sendiri.',
      tooFast: 'Terlalu banyak perintah sekaligus. Ponsel ini menyambung lagi sebentar lagi.'
    } satisfies Record<OutReason, string>,
    outTitle: 'Tidak tersambung ke dinding',
    pairAnew: 'Sambungkan dari awal',

    freshness: {
      live: 'data langsung',
      stale: 'data terlambat',
      lost: 'data terputus'
    } satisfies Record<Freshness, string>,
    dataLost: 'Data dinding terputus: yang tampil di sana bukan keadaan sekarang.',
    simulated: 'DATA SIMULASI',
    notNow: 'BUKAN WAKTU SEKARANG',
    onWall: 'Di dinding',
    held: 'ditahan',
    returns: (time: string) => `kembali ${time}`,
    until: (time: string) => `s.d. ${time}`,
    mode: 'Mode',
    by: byWords.id,
    steeringYou: 'Anda yang memandu',
    steering: (name: string) => `Dipandu ${name}`,
    steeringLeft: (name: string, time: string) => `${name} pergi, dinding dilepas ${time}`,
    steeringNone: 'Tidak ada yang memandu',
    notRecording: 'Catatan audit gagal: hanya tirai yang dapat ditutup.',
    flood: (n: string) => `Lonjakan: ${n} kejadian baru dalam 10 menit.`,
    takeover: 'Mengambil alih',
    dismiss: 'Tutup',
    focusOn: 'Sorotan',
    unfocus: 'Lepas',
    gone: 'kejadian yang sudah selesai',
    frozen: (code: string) => `Angka briefing beku, kode ${code}`,
    unfreeze: 'Lepas',

    previousScene: 'Adegan sebelumnya',
    nextScene: 'Adegan berikutnya',
    previousStep: 'Langkah sebelumnya',
    nextStep: 'Langkah berikutnya',
    previous: 'Sebelum',
    next: 'Berikut',
    hold: 'Tahan',
    release: 'Lepas',
    drawCurtain: 'Tutup tirai',
    curtainDrawn: 'Tirai tertutup',
    curtainDrawnWhat: 'Semua layar dinding gelap.',
    openCurtain: 'Buka tirai',
    openCurtainSure: 'Ketuk lagi: buka semua layar',
    curtainByOthers: 'Dibuka dari dinding, atau dari ponsel operator.',

    tabs: {
      scenes: 'Adegan',
      incidents: 'Kejadian',
      cameras: 'Kamera',
      steps: 'Briefing',
      more: 'Lainnya'
    },
    tabsLabel: 'Yang dipilih',
    noIncidents: 'Tidak ada kejadian terbuka.',
    guestsIncidents: 'Ada tamu di ruangan: kejadian tidak dikirim ke ponsel.',
    late: 'lewat target',
    severities: {
      critical: 'kritis',
      high: 'tinggi',
      medium: 'sedang',
      low: 'rendah'
    } satisfies Record<Severity, string>,
    noDistrict: 'kecamatan tidak diketahui',
    noCameras: 'Tidak ada kamera.',
    findCamera: 'Cari kamera',
    noneFound: 'Tidak ada kamera dengan nama itu.',
    noPrepared: 'Tidak ada briefing yang disiapkan.',
    start: 'Mulai',
    stepOf: (at: string, of: string) => `Langkah ${at} dari ${of}`,
    nextIs: 'Berikutnya',
    lastStep: 'Ini langkah terakhir.',
    noNotes: 'Langkah ini tanpa catatan.',
    endSteps: 'Akhiri briefing',

    playlist: 'Daftar putar',
    playlistPaused: 'dijeda',
    playlistNext: (scene: string, time: string) => `berikutnya ${scene}, ${time}`,
    pause: 'Jeda',
    resume: 'Lanjutkan',
    sound: 'Suara',
    soundOn: 'menyala',
    mutedUntil: (time: string) => `mati s.d. ${time}`,
    muteFor: (n: string) => `${n} menit`,
    muteWhat: 'Matikan selama',
    unmute: 'Nyalakan',
    identify: 'Nama layar',
    identifyWhat: 'Tiap layar menampilkan namanya 15 detik.',
    show: 'Tampilkan',
    changeMode: 'Ganti mode',
    modeNow: 'kini',
    reason: 'Alasan masuk Operasi',
    reasonHint: 'misalnya banjir rob Genuk',
    reasonRecorded: (name: string) => `Dicatat bersama nama ${name}.`,
    enter: 'Masuk Operasi 30 menit',
    cancel: 'Batal',
    device: 'Ponsel ini',
    roles: {
      viewer: 'Pengamat',
      presenter: 'Penyaji',
      operator: 'Operator'
    } satisfies Record<RemoteRole, string>,
    expires: (time: string) => `berlaku s.d. ${time}`,
    giveBack: 'Lepas kendali',
    forget: 'Lupakan ponsel ini',
    forgetSure: 'Ketuk lagi: lupakan',
    viewerWhat: 'Pengamat melihat keadaan dinding dan dapat menutup tirai.',

    refused: {
      nameAndReasonNeeded: 'Mode Operasi perlu alasan.',
      setByPerson: 'Ini diatur orang; hanya orang yang mengubahnya.',
      sceneHeld: 'Adegan ditahan. Lepas dulu.',
      unknownScene: 'Adegan itu tidak ada lagi.',
      unknownSteps: 'Briefing itu tidak ada lagi, atau tidak punya langkah itu.',
      flood: 'Lonjakan: tidak ada yang mengambil alih layar.',
      notAllowed: 'Peran ponsel ini tidak boleh melakukannya.',
      notRecorded: 'Tidak dilakukan: catatan audit tidak dapat ditulis.'
    } satisfies Record<Refusal, string>
  },
  en: {
    title: 'Siaga, wall remote',
    otherLanguage: 'Bahasa Indonesia',

    howTitle: 'This phone is not connected yet',
    howSteps: {
      key: 'At the keyboard of the wall, press R and choose a role for the phone.',
      scan: 'Scan the QR code on the wall with the camera of this phone.',
      digits: 'Type the six digits shown beside the code.'
    },
    unable: 'This browser cannot be used',
    unableWhat:
      'It keeps no key for this page. Leave private browsing, or open it in a recent Chrome, Safari or Firefox.',

    pairTitle: 'Connect this phone',
    pairName: 'Your name, shown on the wall',
    pairNameHint: 'for instance Rina',
    pairDigits: 'Six digits on the wall',
    pair: 'Connect',
    pairing: 'Connecting…',
    pairKept: 'Keep the connection there is',
    fingerprintTitle: 'Does the browser warn of the certificate?',
    fingerprintWhat:
      'It does where the hub made its certificate itself. Open the details of the certificate in the browser and compare its SHA-256 fingerprint with the one on the wall. If they differ, close this page: somebody is in between.',
    pairFaults: {
      noPairing: 'This code is no longer valid. Open a new one on the wall and scan it.',
      wrongCode: 'The digits do not match. Read the six digits on the wall again.',
      tooManyTries: 'Too many tries. Wait, then open a new code on the wall.',
      guests: 'Guests are in the room. New phones wait until the mode Guests ends.',
      full: 'There are too many phones. Revoke one on the wall, then try again.',
      notRecorded: 'Not connected: the hub cannot put it on record. Check the disk of the hub.',
      unreachable: 'The hub does not answer. Check the Wi-Fi of this phone and try again.',
      unreadable: 'The answer of the hub cannot be read. Scan the code on the wall again.'
    },

    connecting: 'Connecting to the wall…',
    lost: 'The hub is lost. Connecting again…',
    lostLong:
      'If this takes long: check the Wi-Fi of the phone, and at the wall (key R) that phones are still on.',
    lostUnanswered: 'The last command may not have arrived.',
    lastKnown: (age) => `Below is how it was ${age} ago.`,
    unreadable: 'The hub is of another version. Load this page again.',
    reload: 'Load again',
    out: {
      unknown: 'The hub no longer knows this phone. Connect it again by the code on the wall.',
      expired: 'The time of this phone is over. Connect it again by the code on the wall.',
      revoked: 'This phone was revoked on the wall. Connect it again if need be.',
      badProof: 'This phone could not prove itself. Connect it again by the code on the wall.',
      switchedOff:
        'Remotes were switched off on the wall. Once they are on, this phone connects by itself.',
      tooFast: 'Too many commands at once. This phone connects again in a moment.'
    },
    outTitle: 'Not connected to the wall',
    pairAnew: 'Connect from the start',

    freshness: { live: 'live data', stale: 'late data', lost: 'data lost' },
    dataLost: 'The data of the wall is lost: what it shows is not the present.',
    simulated: 'SIMULATED DATA',
    notNow: 'NOT THE PRESENT TIME',
    onWall: 'On the wall',
    held: 'held',
    returns: (time) => `back at ${time}`,
    until: (time) => `until ${time}`,
    mode: 'Mode',
    by: byWords.en,
    steeringYou: 'You are steering',
    steering: (name) => `${name} is steering`,
    steeringLeft: (name, time) => `${name} left, the wall goes back at ${time}`,
    steeringNone: 'Nobody is steering',
    notRecording: 'Audit log failing: only the curtain can be drawn.',
    flood: (n) => `Surge: ${n} new incidents in 10 minutes.`,
    takeover: 'Taking over',
    dismiss: 'Dismiss',
    focusOn: 'Focus',
    unfocus: 'Release',
    gone: 'an incident that is over',
    frozen: (code) => `Briefing figures frozen, code ${code}`,
    unfreeze: 'Release',

    previousScene: 'Previous scene',
    nextScene: 'Next scene',
    previousStep: 'Previous step',
    nextStep: 'Next step',
    previous: 'Back',
    next: 'Next',
    hold: 'Hold',
    release: 'Release',
    drawCurtain: 'Draw the curtain',
    curtainDrawn: 'The curtain is drawn',
    curtainDrawnWhat: 'Every display of the wall is dark.',
    openCurtain: 'Open the curtain',
    openCurtainSure: 'Tap again: open every display',
    curtainByOthers: 'It is opened at the wall, or from an operator’s phone.',

    tabs: {
      scenes: 'Scenes',
      incidents: 'Incidents',
      cameras: 'Cameras',
      steps: 'Briefing',
      more: 'More'
    },
    tabsLabel: 'What to choose from',
    noIncidents: 'No open incidents.',
    guestsIncidents: 'Guests are in the room: incidents are not sent to phones.',
    late: 'past target',
    severities: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
    noDistrict: 'district unknown',
    noCameras: 'There are no cameras.',
    findCamera: 'Find a camera',
    noneFound: 'No camera has that name.',
    noPrepared: 'No briefing has been prepared.',
    start: 'Start',
    stepOf: (at, of) => `Step ${at} of ${of}`,
    nextIs: 'Next',
    lastStep: 'This is the last step.',
    noNotes: 'This step has no notes.',
    endSteps: 'End the briefing',

    playlist: 'Playlist',
    playlistPaused: 'paused',
    playlistNext: (scene, time) => `${scene} next, ${time}`,
    pause: 'Pause',
    resume: 'Resume',
    sound: 'Sound',
    soundOn: 'on',
    mutedUntil: (time) => `off until ${time}`,
    muteFor: (n) => `${n} minutes`,
    muteWhat: 'Switch off for',
    unmute: 'Switch on',
    identify: 'Display names',
    identifyWhat: 'Every display shows its name for 15 seconds.',
    show: 'Show',
    changeMode: 'Change the mode',
    modeNow: 'now',
    reason: 'Reason for operations',
    reasonHint: 'for instance tidal flood in Genuk',
    reasonRecorded: (name) => `Recorded with the name ${name}.`,
    enter: 'Enter operations for 30 minutes',
    cancel: 'Cancel',
    device: 'This phone',
    roles: { viewer: 'Viewer', presenter: 'Presenter', operator: 'Operator' },
    expires: (time) => `valid until ${time}`,
    giveBack: 'Give the wall back',
    forget: 'Forget this phone',
    forgetSure: 'Tap again: forget',
    viewerWhat: 'A viewer sees how the wall is and may draw the curtain.',

    refused: {
      nameAndReasonNeeded: 'Operations needs a reason.',
      setByPerson: 'A person has set this; only a person changes it.',
      sceneHeld: 'The scene is held. Release it first.',
      unknownScene: 'That scene is no longer there.',
      unknownSteps: 'That briefing is no longer there, or has no such step.',
      flood: 'Surge: nothing takes over.',
      notAllowed: 'The role of this phone may not do that.',
      notRecorded: 'Not done: the audit log cannot be written.'
    }
  }
})

export type RemoteSay = (typeof remoteWords)['id']
