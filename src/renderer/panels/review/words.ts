import type { CallClass } from '../../../contract/call.ts'
import type { TargetEvent } from '../../../contract/responseTarget.ts'
import { defineWords } from '../../look/words.ts'

export const reviewWords = defineWords({
  id: {
    event: 'Peristiwa',
    compared: 'Banding',
    base: 'Dasar',
    none: 'tanpa',
    ownPeriod: 'Periode lain',
    expected: 'rencana',
    estimated: 'perkiraan',
    copyLink: 'Salin tautan',
    copied: 'Tersalin',
    notCopied: 'Gagal disalin',

    usualDay: 'hari biasa',
    within: 'dalam batas wajar',
    withinShort: 'wajar',
    tooFew: 'terlalu sedikit',
    fresh: 'baru',
    fromTo: (from: string, to: string) => `${from} sampai ${to}`,
    perDayUnit: 'per hari',

    headline: {
      soFar: (text: string) => `Sejauh ini ${text}`,
      narrowed: (text: string) => `Pilihan ini: ${text}`,
      nothing: 'belum ada data pada periode ini',
      counted: (count: string, perDay: string) => `${count} laporan, ${perDay} per hari`,
      tooFew: (count: string) => `${count} laporan: terlalu sedikit untuk dibandingkan`,
      within: (perDay: string, base: string, usual: string) =>
        `masih dalam batas wajar: ${perDay} laporan per hari, ${base} ${usual}`,
      all: 'laporan',
      up: (what: string, percent: string, base: string) => `${what} naik ${percent}% dari ${base}`,
      down: (what: string, percent: string, base: string) =>
        `${what} turun ${percent}% dari ${base}`,
      double: (what: string, base: string) => `${what} sekitar dua kali lipat ${base}`,
      manifold: (what: string, base: string) => `${what} lebih dari dua kali lipat ${base}`,
      fresh: (what: string, base: string) => `${what} muncul, ${base} tidak ada`,
      mudik: (h: string) => `puncak mudik ${h}`,
      balik: (h: string) => `puncak balik ${h}`,
      before: (h: string) => `puncak ${h}`,
      after: (h: string) => `puncak ${h}`,
      exceeds: (one: string, other: string) => `${one} melampaui ${other}`,
      bothAbove: (one: string, other: string) => `${one} dan ${other} melebihi hari biasa`,
      oneAbove: (one: string) => `${one} melebihi hari biasa`
    },

    days: {
      title: 'Laporan per hari',
      range: (from: string, to: string) => `Laporan per hari, ${from} sampai ${to}`,
      anchor: (year: string, date: string) => `${year}, H = ${date}`,
      reports: 'laporan',
      mudik: 'puncak mudik',
      balik: 'puncak balik',
      before: 'puncak sebelum H',
      after: 'puncak sesudah H',
      holidays: (range: string) => `libur, ${range}`,
      holidaysLeave: (range: string) => `libur dan cuti bersama, ${range}`,
      notDecreed: 'rencana',
      noData: 'belum ada data',
      future: 'belum tiba',
      running: 'berjalan',
      notable: 'di luar kisaran hari biasa',
      noCompare: (name: string) => `${name}: belum ada data`,
      noCompareChosen: 'tanpa tahun pembanding',
      since: (date: string) => `tersimpan sejak ${date}`,
      noNormal: 'hari biasa belum diketahui',
      one: (day: string, count: string) => `${day}: ${count} laporan`,
      oneUnknown: (day: string) => `${day}: belum ada data`,
      compareOne: (day: string, count: string) => `${day}: ${count}`,
      more: 'di atas kisaran hari biasa',
      fewer: 'di bawah kisaran hari biasa'
    },

    hours: {
      title: 'Jam dan hari',
      below: (step: string) => `per jam, di bawah ${step}`,
      noDay: 'tidak ada hari ini dalam periode',
      cell: (weekday: string, hour: string, count: string, rate: string) =>
        `${weekday} ${hour}: ${count} laporan, ${rate} per jam`,
      row: (weekday: string, count: string) => `${weekday}: ${count} laporan`,
      column: (hour: string, count: string) => `${hour}: ${count} laporan`
    },

    categories: 'Jenis',
    agencies: 'Instansi',
    calls: 'Panggilan',
    categoriesTitle: 'Jenis laporan per hari',
    agenciesTitle: 'Waktu tanggap per instansi',
    callsTitle: 'Panggilan menurut kelas per hari',
    usually: 'biasa',
    restKinds: (n: string) => `${n} jenis lain`,
    restDistricts: (n: string) => `${n} kecamatan lain`,
    back: 'kembali ke atas',
    rate: (name: string, count: string, perDay: string) =>
      `${name}: ${count} laporan, ${perDay} per hari`,
    rateBase: (base: string, perDay: string) => `${base} ${perDay}`,
    interval: (low: string, high: string) => `antara ${low} dan ${high}`,

    districtsTitle: 'Kecamatan, laporan per hari',
    lineIs: (what: string) => `garis = ${what}`,
    unknownDistrict: 'Tidak diketahui',

    allIncidents: 'Semua laporan',
    medianP90: 'median ● p90 ─',
    target: (from: string, to: string, minutes: string) =>
      `Dari ${from} sampai ${to}, target ${minutes} menit`,
    events: {
      receivedAt: 'laporan masuk',
      dispatchedAt: 'diteruskan',
      departedAt: 'berangkat',
      arrivedAt: 'tiba'
    } satisfies Record<TargetEvent, string>,
    times: 'Median',
    slowest: 'P90',
    inTarget: 'Tepat',
    minutes: 'menit',
    points: (n: string) => `${n} poin`,
    fewTimes: (n: string) => `n ${n}`,
    othersAgencies: (n: string) => `${n} instansi lain`,
    agency: (name: string, n: string, median: string, p90: string) =>
      `${name}: ${n} penugasan, median ${median}, p90 ${p90}`,
    unknownTimes: (n: string) => `${n} tanpa waktu`,

    noCalls: 'Belum pernah ada catatan panggilan dari pusat panggilan.',
    callsNote: 'hanya hari yang dipilih berlaku',
    classes: {
      emergency: 'Darurat',
      information: 'Informasi',
      prank: 'Iseng',
      ghost: 'Senyap',
      dropped: 'Terputus'
    } satisfies Record<CallClass, string>,

    asOf: (moment: string) => `Data per ${moment}`,
    incidents: (n: string) => `${n} laporan`,
    simulated: 'data simulasi',
    awaiting: 'menghitung …',
    old: (moment: string) => `Angka lama, per ${moment}`,
    unreachable: 'hub tidak menjawab',
    refused: (status: string) => `hub menolak pertanyaan (${status})`,
    unreadable: (where: string) => `jawaban hub tidak terbaca (${where})`,
    askedAgain: 'ditanyakan lagi terus',
    waiting: 'Menunggu jawaban hub',
    addressUnreadable: 'pilihan di alamat tidak terbaca, dipakai pilihan awal',

    empty: 'Belum ada riwayat untuk ditinjau',
    emptyWhat: 'Masukkan laporan lama dari berkas, lalu puncak dapat dibandingkan:',
    emptyCommand: 'npm run import -- BERKAS --mapping NAMA --city KOTA',
    emptyLater: 'Laporan yang masuk lewat umpan juga terkumpul di sini hari demi hari.',

    chosen: 'Pilihan',
    remove: (what: string) => `Hapus pilihan ${what}`,
    clear: 'Hapus semua',
    clearKey: 'Esc'
  },
  en: {
    event: 'Event',
    compared: 'Compare',
    base: 'Usual',
    none: 'none',
    ownPeriod: 'Other period',
    expected: 'expected',
    estimated: 'estimated',
    copyLink: 'Copy link',
    copied: 'Copied',
    notCopied: 'Not copied',

    usualDay: 'usual day',
    within: 'within usual range',
    withinShort: 'usual',
    tooFew: 'too few',
    fresh: 'new',
    fromTo: (from, to) => `${from} to ${to}`,
    perDayUnit: 'a day',

    headline: {
      soFar: (text) => `So far ${text}`,
      narrowed: (text) => `This choice: ${text}`,
      nothing: 'no data in this period yet',
      counted: (count, perDay) => `${count} incidents, ${perDay} a day`,
      tooFew: (count) => `${count} incidents: too few to compare`,
      within: (perDay, base, usual) =>
        `within the usual range: ${perDay} incidents a day, ${base} ${usual}`,
      all: 'incidents',
      up: (what, percent, base) => `${what} ${percent}% above ${base}`,
      down: (what, percent, base) => `${what} ${percent}% below ${base}`,
      double: (what, base) => `${what} about twice ${base}`,
      manifold: (what, base) => `${what} more than twice ${base}`,
      fresh: (what, base) => `${what} appear, none on ${base}`,
      mudik: (h) => `the outbound peak ${h}`,
      balik: (h) => `the return peak ${h}`,
      before: (h) => `the peak ${h}`,
      after: (h) => `the peak ${h}`,
      exceeds: (one, other) => `${one} exceeds ${other}`,
      bothAbove: (one, other) => `${one} and ${other} exceed a usual day`,
      oneAbove: (one) => `${one} exceeds a usual day`
    },

    days: {
      title: 'Incidents a day',
      range: (from, to) => `Incidents a day, ${from} to ${to}`,
      anchor: (year, date) => `${year}, H = ${date}`,
      reports: 'incidents',
      mudik: 'outbound peak',
      balik: 'return peak',
      before: 'peak before H',
      after: 'peak after H',
      holidays: (range) => `holidays, ${range}`,
      holidaysLeave: (range) => `holidays and collective leave, ${range}`,
      notDecreed: 'expected',
      noData: 'no data yet',
      future: 'still to come',
      running: 'running',
      notable: 'outside a usual day',
      noCompare: (name) => `${name}: no data yet`,
      noCompareChosen: 'no year to compare',
      since: (date) => `stored since ${date}`,
      noNormal: 'usual day not known yet',
      one: (day, count) => `${day}: ${count} incidents`,
      oneUnknown: (day) => `${day}: no data yet`,
      compareOne: (day, count) => `${day}: ${count}`,
      more: 'above the range of a usual day',
      fewer: 'below the range of a usual day'
    },

    hours: {
      title: 'Hour and weekday',
      below: (step) => `an hour, below ${step}`,
      noDay: 'no such day in the period',
      cell: (weekday, hour, count, rate) =>
        `${weekday} ${hour}: ${count} incidents, ${rate} an hour`,
      row: (weekday, count) => `${weekday}: ${count} incidents`,
      column: (hour, count) => `${hour}: ${count} incidents`
    },

    categories: 'Kinds',
    agencies: 'Agencies',
    calls: 'Calls',
    categoriesTitle: 'Kinds of incident a day',
    agenciesTitle: 'Response by agency',
    callsTitle: 'Calls by class and day',
    usually: 'usual',
    restKinds: (n) => (n === '1' ? '1 other kind' : `${n} other kinds`),
    restDistricts: (n) => (n === '1' ? '1 other district' : `${n} other districts`),
    back: 'back to the top',
    rate: (name, count, perDay) => `${name}: ${count} incidents, ${perDay} a day`,
    rateBase: (base, perDay) => `${base} ${perDay}`,
    interval: (low, high) => `between ${low} and ${high}`,

    districtsTitle: 'Districts, incidents a day',
    lineIs: (what) => `line = ${what}`,
    unknownDistrict: 'Not known',

    allIncidents: 'All incidents',
    medianP90: 'median ● p90 ─',
    target: (from, to, minutes) => `From ${from} to ${to}, target ${minutes} minutes`,
    events: {
      receivedAt: 'report received',
      dispatchedAt: 'dispatched',
      departedAt: 'departed',
      arrivedAt: 'arrived'
    },
    times: 'Median',
    slowest: 'P90',
    inTarget: 'In time',
    minutes: 'minutes',
    points: (n) => `${n} points`,
    fewTimes: (n) => `n ${n}`,
    othersAgencies: (n) => (n === '1' ? '1 other agency' : `${n} other agencies`),
    agency: (name, n, median, p90) => `${name}: ${n} assignments, median ${median}, p90 ${p90}`,
    unknownTimes: (n) => `${n} without times`,

    noCalls: 'The call centre has never sent a record of calls.',
    callsNote: 'only chosen days apply',
    classes: {
      emergency: 'Emergency',
      information: 'Information',
      prank: 'Prank',
      ghost: 'Silent',
      dropped: 'Dropped'
    },

    asOf: (moment) => `Data as of ${moment}`,
    incidents: (n) => (n === '1' ? '1 incident' : `${n} incidents`),
    simulated: 'simulated data',
    awaiting: 'counting …',
    old: (moment) => `Old figures, as of ${moment}`,
    unreachable: 'the hub does not answer',
    refused: (status) => `the hub refuses the question (${status})`,
    unreadable: (where) => `the answer of the hub cannot be read (${where})`,
    askedAgain: 'asked again and again',
    waiting: 'Waiting for the answer of the hub',
    addressUnreadable: 'the choice in the address cannot be read, the first one is shown',

    empty: 'No history to review yet',
    emptyWhat: 'Import earlier incidents from files, then peaks can be compared:',
    emptyCommand: 'npm run import -- FILE --mapping NAME --city CITY',
    emptyLater: 'What the feed brings in collects here as well, day by day.',

    chosen: 'Chosen',
    remove: (what) => `Remove ${what}`,
    clear: 'Clear all',
    clearKey: 'Esc'
  }
})

export type ReviewWords = (typeof reviewWords)['id']
