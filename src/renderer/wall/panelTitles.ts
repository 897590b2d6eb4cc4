import type { PanelKind } from '../../contract/scene.ts'
import { defineWords } from '../look/words.ts'

/** What a panel is called when it cannot say so itself, and to a screen reader. */
export const panelTitles = defineWords<Record<PanelKind, string>>({
  id: {
    todayCounter: 'Hari ini',
    monthCounter: 'Bulan ini',
    responseCounter: 'Waktu tanggap',
    withinTargetCounter: 'Dalam target',
    prankCounter: 'Panggilan iseng',
    agencies: 'Instansi',
    map: 'Peta',
    volume: 'Laporan per jam',
    openCounts: 'Laporan terbuka',
    leadIncident: 'Laporan utama',
    incidents: 'Daftar laporan',
    duty: 'Petugas siaga',
    cctv: 'CCTV',
    cueCamera: 'Kamera terdekat',
    cameraStrip: 'Kamera lain',
    peakReview: 'Tinjauan puncak',
    briefing: 'Briefing'
  },
  en: {
    todayCounter: 'Today',
    monthCounter: 'This month',
    responseCounter: 'Response time',
    withinTargetCounter: 'Within target',
    prankCounter: 'Prank calls',
    agencies: 'Agencies',
    map: 'Map',
    volume: 'Incidents per hour',
    openCounts: 'Open incidents',
    leadIncident: 'Lead incident',
    incidents: 'Incident list',
    duty: 'On duty',
    cctv: 'CCTV',
    cueCamera: 'Nearest camera',
    cameraStrip: 'Other cameras',
    peakReview: 'Review of a peak',
    briefing: 'Briefing'
  }
})
