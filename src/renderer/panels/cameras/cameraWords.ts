import type { CameraProblem } from '../../../contract/camera.ts'
import type { TileStatus } from '../../hub/cameras/cameraStore.ts'
import { defineWords } from '../../look/words.ts'

const problemsId: Record<CameraProblem, string> = {
  unreachable: 'tidak terjangkau',
  unauthorised: 'sandi ditolak',
  notFound: 'alamat tidak ada',
  forbiddenAddress: 'alamat tidak diizinkan',
  badCertificate: 'sertifikat tidak sah',
  noFfmpeg: 'ffmpeg belum terpasang',
  unsupportedCodec: 'format gambar tidak didukung',
  tooLarge: 'aliran terlalu besar',
  unreadable: 'aliran tidak terbaca',
  stalled: 'aliran berhenti',
  ended: 'aliran terputus'
}

const problemsEn: Record<CameraProblem, string> = {
  unreachable: 'unreachable',
  unauthorised: 'password refused',
  notFound: 'no such address',
  forbiddenAddress: 'address not allowed',
  badCertificate: 'bad certificate',
  noFfmpeg: 'ffmpeg not installed',
  unsupportedCodec: 'codec not supported',
  tooLarge: 'stream too large',
  unreadable: 'stream unreadable',
  stalled: 'stream stalled',
  ended: 'stream ended'
}

const statesId: Record<TileStatus, string> = {
  live: 'langsung',
  frozen: 'gambar beku',
  noSignal: 'tanpa sinyal',
  service: 'perawatan',
  neverSeen: 'belum pernah tampil',
  undecodable: 'tidak tampil di sini'
}

const statesEn: Record<TileStatus, string> = {
  live: 'live',
  frozen: 'frozen',
  noSignal: 'no signal',
  service: 'in service',
  neverSeen: 'never seen',
  undecodable: 'not shown here'
}

const platesId: Record<Exclude<TileStatus, 'live'>, string> = {
  frozen: 'Gambar beku',
  noSignal: 'Tanpa sinyal',
  service: 'Perawatan',
  neverSeen: 'Belum tampil',
  undecodable: 'Tidak dapat ditampilkan di sini'
}

const platesEn: Record<Exclude<TileStatus, 'live'>, string> = {
  frozen: 'Frozen',
  noSignal: 'No signal',
  service: 'In service',
  neverSeen: 'Not yet seen',
  undecodable: 'Cannot be shown here'
}

export const cameraWords = defineWords({
  id: {
    problems: problemsId,
    states: statesId,
    plates: platesId,
    waiting: 'menunggu gambar',
    live: 'langsung',
    liveAt: (fps: string) => `langsung, ${fps} gambar per detik`,
    undecodable: (codec: string) => `${codec}, tidak dapat ditampilkan di sini`,
    still: 'gambar diam',
    serviceUntil: (time: string) => `sampai ${time}`,
    pictureAgo: (age: string) => `gambar ${age} lalu`,
    nothingHere: 'tidak ada kejadian di sini',
    chosen: 'sorotan',
    liveInTurn: (seconds: string) => `langsung, giliran ${seconds} dtk`,
    demoInTurn: (seconds: string) => `rekaman demo, giliran ${seconds} dtk`,
    demo: 'Rekaman demo, bukan tempat sebenarnya',
    demoShort: 'rekaman demo',
    liveDemo: 'langsung, demo',
    demoAt: (fps: string) => `rekaman demo, ${fps} gambar per detik`,
    nearest: (distance: string) => `${distance}, kamera terdekat yang langsung`,
    about: (far: string) => `sekitar ${far}`,
    fromScene: (distance: string) => `${distance} dari kejadian`,
    fromCamera: (distance: string) => `${distance} dari kamera`,
    noneNear: 'Tidak ada kamera langsung di dekat kejadian',
    next: 'Kamera berikut',
    metres: 'm',
    kilometres: 'km',
    noCameras: 'Belum ada kamera',
    noCamerasWhat: 'Tulis cameras.json di folder data; lihat docs/cameras.md.',
    disconnected: 'Terputus dari hub kamera',
    reduced: 'gambar dikurangi karena beban',
    arrangement: 'Utara di atas',
    page: (page: string, pages: string) => `halaman ${page} dari ${pages}`,
    search: 'Cari kamera',
    found: (n: string) => `${n} kamera`,
    allGroups: 'Semua',
    enlarge: (name: string) => `Perbesar ${name}`,
    shrink: 'Kembali ke susunan',
    guests: 'Mode tamu',
    outOf: (n: string) => `/${n}`
  },
  en: {
    problems: problemsEn,
    states: statesEn,
    plates: platesEn,
    waiting: 'waiting for a picture',
    live: 'live',
    liveAt: (fps) => `live, ${fps} pictures a second`,
    undecodable: (codec) => `${codec}, cannot be shown here`,
    still: 'still picture',
    serviceUntil: (time) => `until ${time}`,
    pictureAgo: (age) => `picture ${age} ago`,
    nothingHere: 'no incident here',
    chosen: 'focus',
    liveInTurn: (seconds) => `live, ${seconds} s each`,
    demoInTurn: (seconds) => `demo recording, ${seconds} s each`,
    demo: 'Demo recording, not the real place',
    demoShort: 'demo recording',
    liveDemo: 'live, demo',
    demoAt: (fps) => `demo recording, ${fps} pictures a second`,
    nearest: (distance) => `${distance}, nearest live camera`,
    about: (far) => `about ${far}`,
    fromScene: (distance) => `${distance} from the scene`,
    fromCamera: (distance) => `${distance} from the camera`,
    noneNear: 'No live camera near the scene',
    next: 'Next cameras',
    metres: 'm',
    kilometres: 'km',
    noCameras: 'No cameras yet',
    noCamerasWhat: 'Write cameras.json in the data folder; see docs/cameras.md.',
    disconnected: 'Disconnected from the camera hub',
    reduced: 'pictures reduced under load',
    arrangement: 'North on top',
    page: (page, pages) => `page ${page} of ${pages}`,
    search: 'Find a camera',
    found: (n) => (n === '1' ? '1 camera' : `${n} cameras`),
    allGroups: 'All',
    enlarge: (name) => `Enlarge ${name}`,
    shrink: 'Back to the grid',
    guests: 'Guest mode',
    outOf: (n) => `/${n}`
  }
})
