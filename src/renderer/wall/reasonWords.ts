import type { RejectionReason } from '../../contract/health.ts'
import { defineWords } from '../look/words.ts'

/** Each reason for turning something away, in a few words. */
export const reasonWords = defineWords<Record<RejectionReason, string>>({
  id: {
    tooLarge: 'Pesan terlalu besar',
    tooDeep: 'Susunan terlalu dalam',
    notJson: 'Bukan JSON atau terpotong',
    forbiddenKey: 'Nama bidang terlarang',
    unknownTopic: 'Topik tidak dikenal',
    wrongTopicId: 'Nomor laporan beda dengan topik',
    wrongCity: 'Kota lain',
    missingField: 'Bidang wajib kosong',
    wrongType: 'Isi bidang salah jenis',
    implausibleTime: 'Waktu tidak masuk akal',
    timeInFuture: 'Waktu di masa depan',
    unknownCategory: 'Kategori tidak dikenal',
    unknownDistrict: 'Kecamatan tidak dikenal',
    unknownSubdistrict: 'Kelurahan tidak dikenal',
    unknownAgency: 'Instansi tidak dikenal',
    outsideCity: 'Koordinat di luar kota',
    unorderedTimes: 'Urutan waktu terbalik',
    sameRevisionOtherContent: 'Nomor revisi sama, isi berbeda'
  },
  en: {
    tooLarge: 'Message too large',
    tooDeep: 'Nested too deeply',
    notJson: 'Not JSON, or cut off',
    forbiddenKey: 'Forbidden field name',
    unknownTopic: 'Unknown topic',
    wrongTopicId: 'Incident id differs from topic',
    wrongCity: 'Another city',
    missingField: 'Required field missing',
    wrongType: 'Field of the wrong type',
    implausibleTime: 'Implausible time',
    timeInFuture: 'Time in the future',
    unknownCategory: 'Unknown category',
    unknownDistrict: 'Unknown district',
    unknownSubdistrict: 'Unknown subdistrict',
    unknownAgency: 'Unknown agency',
    outsideCity: 'Position outside the city',
    unorderedTimes: 'Times in the wrong order',
    sameRevisionOtherContent: 'Same revision, other content'
  }
})
