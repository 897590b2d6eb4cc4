import { defineWords } from '../../look/words.ts'

export const counterWords = defineWords({
  id: {
    waiting: 'Menunggu data.',
    tooFew: 'Kurang dari 5:\ntidak dirinci untuk tamu.',
    today: 'Hari ini',
    since: (time: string) => `laporan sejak ${time}`,
    beforeFirst: 'Mulai dihitung dari laporan pertama.',
    above: 'di atas',
    below: 'di bawah',
    usual: (range: string) => `biasanya ${range}`,
    until: (time: string) => `sampai pukul ${time}`,
    noUsual: 'Kisaran biasa muncul\nsetelah 28 hari data.',
    month: 'Bulan ini',
    monthEnd: 'perkiraan akhir bulan',
    noForecast: 'Perkiraan akhir bulan\nmuncul setelah 14 hari data.',
    lastMonth: (month: string, count: string) => `${month} ${count}`,
    noLastMonth: (month: string) => `${month} tidak tercatat penuh`,
    interval: (range: string) => `kisaran ${range}`,
    response: 'Waktu tanggap',
    median: {
      arrivedAt: 'median hari ini',
      departedAt: 'median sampai berangkat',
      dispatchedAt: 'median sampai diteruskan',
      receivedAt: 'median hari ini'
    },
    target: (minutes: string) => `target ${minutes} mnt`,
    noResponse: {
      arrivedAt: (minutes: string) => `Muncul setelah petugas tiba.\nTarget ${minutes} menit.`,
      departedAt: (minutes: string) =>
        `Muncul setelah petugas berangkat.\nTarget ${minutes} menit.`,
      dispatchedAt: (minutes: string) =>
        `Muncul setelah laporan diteruskan.\nTarget ${minutes} menit.`,
      receivedAt: (minutes: string) => `Muncul setelah laporan pertama.\nTarget ${minutes} menit.`
    },
    noTarget: 'Target kota belum diatur.',
    fromReports: (n: string) => `dari ${n} laporan`,
    inTarget: 'Dalam target',
    metOf: (met: string, decided: string) => `${met} dari ${decided}`,
    running: (n: string) => `${n} berjalan`,
    withoutTimes: (n: string) => `${n} tanpa waktu`,
    noneDecided: 'belum ada yang selesai',
    pranks: 'Panggilan iseng',
    ofCalls: (n: string, all: string) => `${n} dari ${all} panggilan`,
    withGhosts: (n: string, all: string, ghosts: string) =>
      `${n} dari ${all}, ${ghosts} tanpa suara`,
    callsNotSent: 'panggilan belum dikirim sumber',
    noCalls: 'belum ada panggilan hari ini'
  },
  en: {
    waiting: 'Waiting for data.',
    tooFew: 'Fewer than 5:\nno details for guests.',
    today: 'Today',
    since: (time) => `incidents since ${time}`,
    beforeFirst: 'Counting starts with the first incident.',
    above: 'above',
    below: 'below',
    usual: (range) => `usual ${range}`,
    until: (time) => `by ${time}`,
    noUsual: 'The usual range appears\nafter 28 days of data.',
    month: 'This month',
    monthEnd: 'month-end forecast',
    noForecast: 'Month-end forecast\nappears after 14 days of data.',
    lastMonth: (month, count) => `${month} ${count}`,
    noLastMonth: (month) => `${month} not fully recorded`,
    interval: (range) => `range ${range}`,
    response: 'Response time',
    median: {
      arrivedAt: 'median today',
      departedAt: 'median to departure',
      dispatchedAt: 'median to dispatch',
      receivedAt: 'median today'
    },
    target: (minutes) => `target ${minutes} min`,
    noResponse: {
      arrivedAt: (minutes) => `Appears once a crew has arrived.\nTarget ${minutes} minutes.`,
      departedAt: (minutes) => `Appears once a crew has left.\nTarget ${minutes} minutes.`,
      dispatchedAt: (minutes) =>
        `Appears once an incident is dispatched.\nTarget ${minutes} minutes.`,
      receivedAt: (minutes) => `Appears with the first incident.\nTarget ${minutes} minutes.`
    },
    noTarget: 'The city has set no target.',
    fromReports: (n) => (n === '1' ? 'from 1 incident' : `from ${n} incidents`),
    inTarget: 'Within target',
    metOf: (met, decided) => `${met} of ${decided}`,
    running: (n) => `${n} running`,
    withoutTimes: (n) => `${n} without times`,
    noneDecided: 'none decided yet',
    pranks: 'Prank calls',
    ofCalls: (n, all) => `${n} of ${all} calls`,
    withGhosts: (n, all, ghosts) => `${n} of ${all}, ${ghosts} silent`,
    callsNotSent: 'the feed sends no calls yet',
    noCalls: 'no calls yet today'
  }
})
