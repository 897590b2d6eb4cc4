import type { RemoteRole, RemoteTold } from '../../../contract/remote.ts'
import type { AdminFault } from '../../hub/remoteAdmin.ts'
import { defineWords } from '../../look/words.ts'

export const remoteWords = defineWords({
  id: {
    title: 'Ponsel',
    what: 'Ponsel dan tablet di jaringan ini dapat mengendalikan dinding.',
    none: 'Hub ini berjalan tanpa kendali ponsel. Isi remotePort di konfigurasinya.',
    guests: 'Ada tamu di ruangan: ponsel baru tidak disambungkan, dan daftar ponsel tidak tampil.',
    on: 'Nyalakan',
    off: 'Matikan, putuskan semua',
    isOff: 'mati',
    isOn: 'menyala',
    pairAs: 'Sambungkan ponsel sebagai',
    roles: {
      viewer: 'Pengamat',
      presenter: 'Penyaji',
      operator: 'Operator'
    } satisfies Record<RemoteRole, string>,
    may: {
      viewer: 'melihat keadaan dinding, menutup tirai',
      presenter: 'adegan, briefing, sorotan, menutup tirai',
      operator: 'semuanya, juga mode, suara, dan membuka tirai'
    } satisfies Record<RemoteRole, string>,
    scan: 'Pindai dengan kamera ponsel, lalu ketik:',
    code: 'Kode QR alamat ponsel',
    digits: 'Enam angka',
    left: (time: string) => `berlaku ${time} lagi`,
    tries: (n: string) => `${n} percobaan tersisa`,
    stop: 'Batalkan',
    address: 'Alamat',
    fingerprint: 'Sidik SHA-256 sertifikat',
    ownCertificate: 'milik ruangan ini',
    madeCertificate: 'buatan hub',
    devices: 'Daftar ponsel',
    noDevices: 'Belum ada ponsel.',
    connected: 'terhubung',
    away: 'tidak terhubung',
    until: (time: string) => `s.d. ${time}`,
    revoke: 'Cabut',
    revokeWhom: (name: string) => `Cabut ${name}`,
    problems: {
      portTaken: 'Tidak menyala: porta dipakai program lain. Pilih remotePort lain.',
      noAddress: 'Tidak menyala: komputer hub tidak punya alamat di jaringan. Periksa remoteHost.',
      badCertificate:
        'Tidak menyala: sertifikat tidak dapat dipakai. Periksa remoteCert dan remoteKey.',
      other: 'Tidak menyala. Periksa log hub.'
    } satisfies Record<NonNullable<RemoteTold['problem']>, string>,
    faults: {
      unreachable: 'Hub tidak menjawab. Tidak ada yang berubah.',
      guests: 'Tidak dilakukan: ada tamu di ruangan.',
      notRecorded: 'Tidak dilakukan: catatan audit tidak dapat ditulis. Periksa disk hub.',
      off: 'Kendali ponsel sudah dimatikan.',
      failed: 'Hub menolaknya. Periksa log hub.'
    } satisfies Record<AdminFault, string>,
    status: 'Ponsel',
    statusConnected: (n: string) => `${n} terhubung`,
    focus: 'Sorotan',
    focusKey: 'Esc melepas'
  },
  en: {
    title: 'Phones',
    what: 'Phones and tablets on this network may steer the wall.',
    none: 'This hub runs without remotes. Set remotePort in its configuration.',
    guests: 'Guests are in the room: no phone is connected anew, and the phones are not listed.',
    on: 'Switch on',
    off: 'Switch off, disconnect all',
    isOff: 'off',
    isOn: 'on',
    pairAs: 'Connect a phone as',
    roles: { viewer: 'Viewer', presenter: 'Presenter', operator: 'Operator' },
    may: {
      viewer: 'sees how the wall is, draws the curtain',
      presenter: 'scenes, briefings, focus, draws the curtain',
      operator: 'everything, mode, sound and opening the curtain too'
    },
    scan: 'Scan with the camera of the phone, then type:',
    code: 'QR code of the address for phones',
    digits: 'Six digits',
    left: (time) => `valid for ${time}`,
    tries: (n) => `${n} tries left`,
    stop: 'Cancel',
    address: 'Address',
    fingerprint: 'SHA-256 fingerprint of the certificate',
    ownCertificate: 'the room’s own',
    madeCertificate: 'made by the hub',
    devices: 'Known phones',
    noDevices: 'No phone yet.',
    connected: 'connected',
    away: 'not connected',
    until: (time) => `until ${time}`,
    revoke: 'Revoke',
    revokeWhom: (name) => `Revoke ${name}`,
    problems: {
      portTaken: 'Not on: another program has the port. Choose another remotePort.',
      noAddress: 'Not on: the hub’s machine has no address in the network. Check remoteHost.',
      badCertificate: 'Not on: the certificate cannot be used. Check remoteCert and remoteKey.',
      other: 'Not on. See the log of the hub.'
    },
    faults: {
      unreachable: 'The hub does not answer. Nothing has changed.',
      guests: 'Not done: guests are in the room.',
      notRecorded: 'Not done: the audit log cannot be written. Check the disk of the hub.',
      off: 'Remotes are switched off already.',
      failed: 'The hub refused. See its log.'
    },
    status: 'Phones',
    statusConnected: (n) => `${n} connected`,
    focus: 'Focus',
    focusKey: 'Esc releases'
  }
})

export type WallRemoteSay = (typeof remoteWords)['id']
