import type { City } from './city.ts'
import type { ResponseTarget, TargetEvent } from './responseTarget.ts'
import type { ReviewQuestion } from './review.ts'

/** What one word of a report means, in one or two sentences. */
export interface Definition {
  readonly term: string
  readonly text: string
}

interface DefinitionsOptions {
  readonly city: Pick<City, 'timeZone' | 'timeZoneName'>
  readonly target: ResponseTarget | undefined
  readonly question: ReviewQuestion
  readonly language: 'id' | 'en'
}

/** What the figures of a question mean, for its report and its JSON. See docs/counting.md. */
export function definitionsOf({ language, ...about }: DefinitionsOptions): readonly Definition[] {
  return language === 'id' ? inIndonesian(about) : inEnglish(about)
}

/** From which moment to which in how many minutes: every city has its own clock. */
export function clockInWords(target: ResponseTarget, language: 'id' | 'en'): string {
  const { from, to, minutes } = target
  const limit = minutes.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  return language === 'id'
    ? `dari ${moments.id[from]} sampai ${moments.id[to]}, paling lama ${limit} menit`
    : `from ${moments.en[from]} until ${moments.en[to]}, at most ${limit} minutes`
}

const moments: Readonly<Record<'id' | 'en', Readonly<Record<TargetEvent, string>>>> = {
  id: {
    receivedAt: 'laporan diterima',
    dispatchedAt: 'petugas ditugaskan',
    departedAt: 'petugas berangkat',
    arrivedAt: 'petugas tiba di lokasi'
  },
  en: {
    receivedAt: 'the report is received',
    dispatchedAt: 'a crew is assigned',
    departedAt: 'the crew departs',
    arrivedAt: 'the crew arrives on site'
  }
}

/** `1 Februari 2025`; a calendar day has no zone. */
function dateIn(day: string, tongue: string): string {
  return new Intl.DateTimeFormat(tongue, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(day)
  )
}

type About = Omit<DefinitionsOptions, 'language'>

function inIndonesian({ city, target, question }: About): readonly Definition[] {
  return [
    {
      term: 'Laporan',
      text: 'Satu kejadian nyata, berapa pun orang yang menelepon. Latihan tidak dihitung.'
    },
    {
      term: 'Hari',
      text: `Dari tengah malam sampai tengah malam waktu ${city.timeZoneName}, menurut saat laporan diterima. Hari yang belum selesai ditandai.`
    },
    ...(question.compare === undefined
      ? []
      : [
          {
            term: 'Pembanding',
            text: 'Hari-hari dengan jarak yang sama ke hari H, atau, tanpa hari H, menurut urutannya.'
          }
        ]),
    ...(question.normal === undefined
      ? []
      : [
          {
            term: 'Hari biasa',
            text: `Rata-rata per hari dari ${dateIn(question.normal.from, 'id-ID')} sampai ${dateIn(question.normal.to, 'id-ID')}, masa tanpa peristiwa khusus.`
          }
        ]),
    {
      term: 'Dalam batas wajar',
      text: 'Perbedaan yang dapat terjadi karena kebetulan. Jumlah kecil berayun, dan ayunan harian yang sebenarnya ikut diperhitungkan. Hanya perbedaan di luar selang 95 % disebut naik atau turun.'
    },
    ...(target === undefined
      ? []
      : [{ term: 'Waktu tanggap', text: `Dihitung ${clockInWords(target, 'id')}.` }]),
    {
      term: 'Median dan P90',
      text: 'Separuh laporan yang waktunya diketahui lebih cepat dari median; sembilan dari sepuluh lebih cepat dari P90.'
    },
    {
      term: 'Dalam target',
      text: 'Bagian dari laporan yang sudah pasti: tepat waktu dibagi tepat waktu dan terlambat. Yang masih berjalan dan yang waktunya tidak pernah dilaporkan tidak ikut dibagi; jumlahnya disebut.'
    },
    {
      term: 'Instansi',
      text: 'Satu laporan dapat ditangani beberapa instansi; tiap penugasan dihitung pada instansinya. Jumlah penugasan karena itu lebih besar dari jumlah laporan.'
    },
    {
      term: 'Tanpa kecamatan',
      text: 'Laporan yang tempatnya tidak diketahui; barisnya sendiri, supaya semua baris berjumlah sama dengan keseluruhan.'
    },
    {
      term: 'Panggilan',
      text: 'Satu kontak masuk, menurut jenisnya saat diterima. Panggilan iseng, senyap, dan terputus bukan laporan, dan hanya pilihan hari yang menyaringnya.'
    },
    {
      term: 'Kode',
      text: 'Angka laporan ini disimpan di bawah kodenya. Dengan kode itu angka yang sama dapat ditampilkan lagi, dan disebut bila data sejak itu berubah.'
    }
  ]
}

function inEnglish({ city, target, question }: About): readonly Definition[] {
  return [
    {
      term: 'Incident',
      text: 'One real event, however many people called about it. Exercises are not counted.'
    },
    {
      term: 'Day',
      text: `From midnight to midnight, ${city.timeZoneName}, by when the incident was reported. A day that is not over is marked.`
    },
    ...(question.compare === undefined
      ? []
      : [
          {
            term: 'Compared',
            text: 'The days with the same distance to day H or, without a day H, in the same order.'
          }
        ]),
    ...(question.normal === undefined
      ? []
      : [
          {
            term: 'Usual day',
            text: `The mean a day from ${dateIn(question.normal.from, 'en-GB')} to ${dateIn(question.normal.to, 'en-GB')}, a time without anything special.`
          }
        ]),
    {
      term: 'Within the usual',
      text: 'A difference that chance can make. Small counts swing, and how much days really differ is taken into account. Only what lies beyond the 95 % interval is called a rise or a fall.'
    },
    ...(target === undefined
      ? []
      : [{ term: 'Response time', text: `Counted ${clockInWords(target, 'en')}.` }]),
    {
      term: 'Median and P90',
      text: 'Half of the incidents with a known time were faster than the median; nine of ten were faster than P90.'
    },
    {
      term: 'Within target',
      text: 'The share of decided incidents: in time, divided by in time and late. Those still running and those whose time was never told are left out, and their number is given.'
    },
    {
      term: 'Agency',
      text: 'One incident can go to several agencies; each assignment counts for its own. So there are more assignments than incidents.'
    },
    {
      term: 'No district',
      text: 'Incidents whose place is not known; a row of its own, so that all rows sum to the whole.'
    },
    {
      term: 'Call',
      text: 'One inbound contact, by its class at intake. Prank, silent and dropped calls are no incidents, and only the chosen days narrow them.'
    },
    {
      term: 'Code',
      text: 'The figures of this report are kept under its code. With it the same figures can be shown again, and it is said when the data has changed since.'
    }
  ]
}
