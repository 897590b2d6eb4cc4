import { defineWords } from '../../look/words.ts'

export const incidentWords = defineWords({
  id: {
    exercise: 'LATIHAN',
    noUnit: 'belum ada unit',
    noUnitShort: '0 unit',
    noPlace: 'kecamatan belum diketahui',
    target: (time: string) => `target ${time}`,
    noTarget: 'tanpa target',
    /** What the crews named before it are doing. */
    onScene: (who: string) => `${who} tiba`,
    enRoute: (who: string) => `${who} bergerak`,
    dispatched: (who: string) => `diteruskan ke ${who}`,
    done: (who: string) => `${who} selesai`,
    unnamed: {
      onScene: 'unit tiba',
      enRoute: 'unit bergerak',
      dispatched: 'sudah diteruskan',
      done: 'unit selesai'
    },
    two: (first: string, second: string) => `${first} dan ${second}`,
    andOthers: (names: string, n: number) => `${names}, ${n} lainnya`,
    stopped: {
      arrivedAt: 'tiba',
      departedAt: 'berangkat',
      dispatchedAt: 'diteruskan',
      receivedAt: 'diterima'
    },
    moreArrived: 'sudah tiba di lokasi',
    moreOpen: 'terbuka',
    moreOf: (n: string) => `${n} di antaranya sudah tiba`,
    moreExercises: (n: string) => `${n} latihan`,
    more: (n: string) => `${n} lagi`,
    flood: (time: string, n: string) => `Lonjakan sejak ${time}: ${n} dalam 10 menit`,
    floodWhat: 'Dikelompokkan, kecuali yang kritis. Pengambilalihan berhenti.',
    realTime: 'waktu nyata',
    groupLate: (n: string) => `${n} lewat`,
    moreGroups: (n: string) => `terbuka dalam ${n} kelompok`,
    districts: (n: string) => `${n} kecamatan`,
    moreCritical: (n: string) => `${n} kritis lagi`,
    noPlaceShort: 'kecamatan ?',
    recent: 'Selesai terakhir',
    at: (time: string) => `pukul ${time}`,
    timesUnknown: 'waktu tidak dikirim',
    first: {
      broker: 'Broker tersambung',
      brokerWaiting: 'Broker belum tersambung',
      source: 'Sumber laporan terdengar',
      sourceWaiting: 'Menunggu sumber laporan',
      messages: (n: string) => `${n} pesan`,
      heard: (age: string) => `${age} lalu`,
      store: 'Penyimpanan siap',
      storeFailing: 'Penyimpanan gagal',
      empty: (free: string | undefined) =>
        free === undefined ? 'kosong' : `kosong, ${free} bebas`,
      report: 'Laporan pertama',
      waiting: 'menunggu'
    }
  },
  en: {
    exercise: 'EXERCISE',
    noUnit: 'no unit yet',
    noUnitShort: '0 units',
    noPlace: 'district not known yet',
    target: (time) => `target ${time}`,
    noTarget: 'no target',
    onScene: (who) => `${who} on scene`,
    enRoute: (who) => `${who} on the way`,
    dispatched: (who) => `sent to ${who}`,
    done: (who) => `${who} done`,
    unnamed: {
      onScene: 'unit on scene',
      enRoute: 'unit on the way',
      dispatched: 'dispatched',
      done: 'unit done'
    },
    two: (first, second) => `${first} and ${second}`,
    andOthers: (names, n) => (n === 1 ? `${names}, 1 other` : `${names}, ${n} others`),
    stopped: {
      arrivedAt: 'on scene',
      departedAt: 'departed',
      dispatchedAt: 'dispatched',
      receivedAt: 'received'
    },
    moreArrived: 'already on scene',
    moreOpen: 'open',
    moreOf: (n) => `${n} of them on scene`,
    moreExercises: (n) => (n === '1' ? '1 exercise' : `${n} exercises`),
    more: (n) => `${n} more`,
    flood: (time, n) => `Surge since ${time}: ${n} in 10 minutes`,
    floodWhat: 'Grouped, but for critical ones. Nothing takes over.',
    realTime: 'real time',
    groupLate: (n) => `${n} late`,
    moreGroups: (n) => (n === '1' ? 'open in 1 group' : `open in ${n} groups`),
    districts: (n) => `${n} districts`,
    moreCritical: (n) => `${n} more critical`,
    noPlaceShort: 'district ?',
    recent: 'Recently closed',
    at: (time) => `at ${time}`,
    timesUnknown: 'times not sent',
    first: {
      broker: 'Broker connected',
      brokerWaiting: 'Broker not connected yet',
      source: 'Feed heard',
      sourceWaiting: 'Waiting for the feed',
      messages: (n) => (n === '1' ? '1 message' : `${n} messages`),
      heard: (age) => `${age} ago`,
      store: 'Storage ready',
      storeFailing: 'Storage is failing',
      empty: (free) => (free === undefined ? 'empty' : `empty, ${free} free`),
      report: 'First report',
      waiting: 'waiting'
    }
  }
})
