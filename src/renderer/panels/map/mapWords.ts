import { defineWords } from '../../look/words.ts'

export const mapWords = defineWords({
  id: {
    density: 'Kepadatan laporan',
    perKm2: (window: string) => `${window}, per km²`,
    windows: {
      '1h': '1 jam terakhir',
      '24h': '24 jam terakhir',
      '7d': '7 hari terakhir',
      '30d': '30 hari terakhir'
    },
    shortWindows: { '1h': '1 j', '24h': '24 j', '7d': '7 h', '30d': '30 h' },
    styles: { smooth: 'Halus', hexagons: 'Heksagon' },
    chooseWindow: 'Rentang kepadatan',
    chooseStyle: 'Gaya kepadatan',
    withoutPoint: (n: string) => `${n} tanpa titik`,
    schematic: 'Peta skematik, batas tidak resmi',
    noBasemap: 'Peta dasar kota ini belum dibuat',
    critical: 'Kritis',
    high: 'Tinggi',
    medium: 'Sedang',
    low: 'Rendah',
    pastTarget: 'lewat target',
    pastTargetOf: (minutes: string) => `lewat target ${minutes} menit`,
    today: 'laporan hari ini',
    camera: 'kamera',
    deadCamera: 'kamera mati',
    exercise: 'latihan',
    restored: 'Grafik peta terputus, sedang dipulihkan',
    withoutGraphics: 'Peta tanpa akselerasi grafik',
    nothingCounted: 'Belum ada laporan di rentang ini',
    label: 'Peta laporan terbuka dan kepadatan laporan'
  },
  en: {
    density: 'Incident density',
    perKm2: (window) => `${window}, per km²`,
    windows: {
      '1h': 'last hour',
      '24h': 'last 24 hours',
      '7d': 'last 7 days',
      '30d': 'last 30 days'
    },
    shortWindows: { '1h': '1 h', '24h': '24 h', '7d': '7 d', '30d': '30 d' },
    styles: { smooth: 'Smooth', hexagons: 'Hexagons' },
    chooseWindow: 'Density window',
    chooseStyle: 'Density style',
    withoutPoint: (n) => `${n} without a point`,
    schematic: 'Schematic map, borders not official',
    noBasemap: 'No base map for this city yet',
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    pastTarget: 'past target',
    pastTargetOf: (minutes) => `past the ${minutes} min target`,
    today: 'incidents today',
    camera: 'camera',
    deadCamera: 'camera without picture',
    exercise: 'drill',
    restored: 'Map graphics were lost, restoring',
    withoutGraphics: 'Map without graphics acceleration',
    nothingCounted: 'No incidents in this window yet',
    label: 'Map of open incidents and incident density'
  }
})
