import type { CameraProblem } from '../../contract/camera.ts'

/** What to do about each problem, in the language of the people who install. */
export const remedies: Readonly<Record<CameraProblem, string>> = {
  unreachable: 'tidak terjangkau: periksa jaringan, alamat dan port',
  unauthorised: 'sandi ditolak: isi cameras.secret.json untuk id ini',
  notFound: 'alamat tidak ada pada kamera: periksa jalur setelah /',
  forbiddenAddress: 'alamat tidak diizinkan: tambahkan jaringannya pada "networks"',
  badCertificate: 'sertifikat tidak sah: pasang sertifikat yang dipercaya',
  noFfmpeg: 'ffmpeg belum terpasang: apt install ffmpeg',
  unsupportedCodec: 'bukan H.264: ubah sub-stream kamera ke H.264',
  tooLarge: 'aliran terlalu besar untuk petak: pakai sub-stream 640×360',
  unreadable: 'aliran tidak terbaca',
  stalled: 'aliran berhenti',
  ended: 'aliran terputus'
}
