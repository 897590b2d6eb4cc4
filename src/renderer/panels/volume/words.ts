import { defineWords } from '../../look/words.ts'

export const volumeWords = defineWords({
  id: {
    perHour: (n: string) => `${n} laporan per jam`,
    now: 'kini',
    forecast: (range: string) => `perkiraan 6 jam ${range}`,
    forecastShort: (range: string) => `6 jam ${range}`,
    unusual: (n: string, range: string) => `${n} dalam satu jam, biasanya ${range}`,
    unusualBefore: (n: string, range: string) => `${n} dalam jam lalu, biasanya ${range}`,
    oneMark: 'Satu kotak untuk satu laporan.',
    later: 'Kisaran biasa muncul setelah 28 hari, perkiraan setelah 14 hari data.',
    laterUsual: 'Kisaran biasa muncul setelah 28 hari data.',
    laterForecast: 'Perkiraan muncul setelah 14 hari data.',
    guests: 'Laporan per jam tidak ditampilkan untuk tamu.',
    waiting: 'Menunggu data.'
  },
  en: {
    perHour: (n) => `${n} incidents per hour`,
    now: 'now',
    forecast: (range) => `6 h forecast ${range}`,
    forecastShort: (range) => `6 h ${range}`,
    unusual: (n, range) => `${n} in one hour, usual ${range}`,
    unusualBefore: (n, range) => `${n} in the last hour, usual ${range}`,
    oneMark: 'One mark is one incident.',
    later: 'The usual range appears after 28 days, the forecast after 14 days of data.',
    laterUsual: 'The usual range appears after 28 days of data.',
    laterForecast: 'The forecast appears after 14 days of data.',
    guests: 'Incidents by the hour are not shown to guests.',
    waiting: 'Waiting for data.'
  }
})
