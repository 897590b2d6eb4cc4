import { City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import { minute, type Moment } from '../../contract/time.ts'

/** A small city for the tests of this folder. */
export const testCity: City = City.parse({
  id: 'semarang',
  name: 'Kota Semarang',
  service: 'Semarang 112',
  locale: 'id-ID',
  timeZone: 'Asia/Jakarta',
  timeZoneName: 'WIB',
  centre: [110.39, -7.02],
  bounds: [110.27, -7.12, 110.51, -6.93],
  areaKm2: 375,
  districts: [
    {
      code: '33.74.01',
      bps: '3374130',
      name: 'Semarang Tengah',
      shortName: 'Tengah',
      centroid: [110.42, -6.98],
      areaKm2: 5.4,
      aliases: ['Smg Tengah'],
      subdistricts: [
        { code: '33.74.01.1001', name: 'Miroto' },
        { code: '33.74.01.1007', name: 'Sekayu' }
      ]
    },
    {
      code: '33.74.10',
      name: 'Tembalang',
      shortName: 'Tembalang',
      centroid: [110.46, -7.05],
      areaKm2: 41,
      aliases: [],
      subdistricts: [{ code: '33.74.10.1006', name: 'Tembalang' }]
    }
  ],
  agencies: [
    agency('damkar', 'Dinas Pemadam Kebakaran', 'Damkar', [
      'Dinas Kebakaran',
      'urn:emergency:service:responder.fire'
    ]),
    agency('dinkes', 'Dinas Kesehatan', 'Ambulans Hebat', ['PSC 119'])
  ],
  categories: [
    category('kebakaran', 'Kebakaran', 'Fire', 1, ['Structure fire']),
    category('medis', 'Darurat medis', 'Medical emergency', 2, ['Ambulans']),
    category('kecelakaan', 'Kecelakaan lalu lintas', 'Traffic accident', 2, []),
    category('lain', 'Lain-lain', 'Other', 4, [])
  ],
  responseTargets: [
    { id: 't10', name: 'Tiba 10', from: 'receivedAt', to: 'arrivedAt', minutes: 10, basis: 'test' }
  ],
  headlineTarget: 't10',
  channels: [
    { id: '112', name: '112', aliases: [] },
    { id: '15132', name: 'Ambulans Hebat', aliases: ['1500-132'] }
  ],
  sources: ['made for tests']
})

/** Tuesday 25 March 2025, 14.02.11 in Semarang. */
export const testNow: Moment = Date.UTC(2025, 2, 25, 7, 2, 11)

/** As the ingest makes it of the least a feed may say. */
export function testIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'SMG-1',
    revision: 1,
    category: 'kebakaran',
    priority: 1,
    status: 'received',
    receivedAt: testNow - 3 * minute,
    assignments: [],
    calls: 1,
    exercise: false,
    simulated: false,
    ...overrides
  }
}

function agency(id: string, name: string, shortName: string, aliases: string[]): object {
  return { id, name, shortName, kind: 'opd', named: true, aliases }
}

function category(
  id: string,
  name: string,
  nameEn: string,
  priority: number,
  aliases: string[]
): object {
  return { id, name, nameEn, icon: 'other', agencies: [], priority, aliases, private: false }
}
