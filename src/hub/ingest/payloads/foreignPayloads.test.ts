import { expect, test } from 'vitest'
import { minute, second } from '../../../contract/time.ts'
import type { Entry } from '../../store/store.ts'
import { incidentTopic } from '../feed.ts'
import { parseMessage } from '../parseMessage.ts'
import { testCity, testNow } from '../testCity.ts'

const parse = (id: string, body: object): Entry =>
  parseMessage(incidentTopic('semarang', id), new TextEncoder().encode(JSON.stringify(body)), {
    city: testCity,
    now: testNow
  })

const iso = (ms: number): string => new Date(ms).toISOString()
const received = testNow - 5 * minute

const pidf = `<?xml version="1.0"?><presence xmlns:gml="http://www.opengis.net/gml"><tuple>
  <gml:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>-6.98 110.42</gml:pos>
  <gs:radius uom="urn:ogc:def:uom:EPSG::9001">40</gs:radius></gml:Circle>
  <ca:civicAddress><ca:A1>Jawa Tengah</ca:A1><ca:A3>Semarang</ca:A3><ca:A4>Semarang Tengah</ca:A4>
  <ca:A5>Sekayu</ca:A5><ca:RD>Jalan Pemuda</ca:RD><ca:HNO>148</ca:HNO></ca:civicAddress></tuple></presence>`

const eido = {
  eidoVersion: '1.0',
  $id: 'urn:emergency:uid:eido:1:cad.example',
  lastUpdateTimeStamp: iso(testNow),
  incidentComponent: {
    $id: 'urn:emergency:uid:incidentid:77:cad.example',
    internalIncidentId: '77',
    lastUpdateTimeStamp: iso(testNow),
    incidentTypeCommonRegistryText: 'Structure fire',
    incidentStatusCommonRegistryText: ['Active'],
    incidentCommonPriorityNumber: 10,
    locationReference: [{ $ref: 'loc-1' }]
  },
  callComponent: [
    { $id: 'call-2', callStartTimestamp: iso(received + minute) },
    { $id: 'call-1', callStartTimestamp: iso(received), callerName: 'Budi' }
  ],
  locationComponent: [
    {
      $id: 'loc-1',
      locationTypeDescriptionRegistryText: 'CurrentIncident',
      locationByValue: pidf
    }
  ],
  personComponent: [{ $id: 'p-1', personIncidentRoleRegistryText: ['Caller'] }],
  notesComponent: [{ $id: 'n-1', notesActionComments: 'Api besar di Jalan Pemuda 148' }],
  agencyComponent: [
    {
      $id: 'agency-1',
      agencyType: ['urn:emergency:service:responder.fire'],
      agencyRoleDescriptionRegistryText: ['Dispatch']
    },
    { $id: 'agency-2', agencyJcard: ['vcard', [['fn', {}, 'text', 'PSC 119']]] }
  ],
  dispatchComponent: [
    {
      $id: 'd-1',
      lastUpdateTimeStamp: iso(received + minute),
      agencyReference: { $ref: 'agency-1' },
      emergencyResourceReference: [{ $ref: 'unit-1' }]
    },
    {
      $id: 'd-2',
      lastUpdateTimeStamp: iso(received + 2 * minute),
      agencyReference: { $ref: '#agency-2' }
    }
  ],
  emergencyResourceComponent: [
    {
      $id: 'unit-1',
      lastUpdateTimeStamp: iso(received + 3 * minute),
      primaryUnitStatusRegistryText: 'OnScene'
    }
  ]
}

test('an EIDO becomes an incident, without its persons, notes and street', () => {
  expect(parse('77', eido)).toEqual({
    event: {
      kind: 'incident',
      incident: {
        id: '77',
        revision: testNow,
        category: 'kebakaran',
        priority: 1,
        status: 'onScene',
        receivedAt: received,
        dispatchedAt: received + minute,
        arrivedAt: received + 3 * minute,
        position: [110.42, -6.98],
        positionAccuracyM: 40,
        district: '33.74.01',
        subdistrict: '33.74.01.1007',
        assignments: [
          {
            agency: 'damkar',
            status: 'onScene',
            dispatchedAt: received + minute,
            arrivedAt: received + 3 * minute
          },
          { agency: 'dinkes', status: 'dispatched', dispatchedAt: received + 2 * minute }
        ],
        calls: 2,
        exercise: false,
        simulated: false
      }
    },
    rejected: []
  })
})

test('an EIDO may be known by its global id, and its parts may be lists', () => {
  const id = eido.incidentComponent.$id
  const { event } = parse(id, { ...eido, incidentComponent: [eido.incidentComponent] })
  expect(event?.kind === 'incident' && event.incident.id).toBe(id)
  expect(parse('78', eido).rejected[0]?.reason).toBe('wrongTopicId')
})

test('an EIDO of an unknown kind is kept as "lain", a closed one is closed', () => {
  const { event, rejected } = parse('77', {
    ...eido,
    incidentComponent: {
      ...eido.incidentComponent,
      incidentTypeCommonRegistryText: 'MAYDAY',
      incidentStatusCommonRegistryText: ['Closed'],
      incidentCommonPriorityNumber: 4
    }
  })
  expect(event).toMatchObject({ incident: { category: 'lain', status: 'closed', priority: 4 } })
  expect(rejected.map(({ reason }) => reason)).toEqual(['unknownCategory'])
})

test('an EIDO without calls begins with its oldest part', () => {
  const { event } = parse('77', { ...eido, callComponent: undefined })
  expect(event).toMatchObject({ incident: { receivedAt: received + minute, calls: 1 } })
})

test('an EIDO without its times is refused by name', () => {
  const { event, rejected } = parse('77', { incidentComponent: { $id: '77' } })
  expect(event).toBeUndefined()
  expect(rejected[0]).toMatchObject({ scope: 'message', reason: 'missingField', key: 'revision' })
})

/** Wall-clock time in Semarang, as these systems write it: no zone. */
const local = (ms: number): string =>
  new Date(ms + 7 * 60 * minute).toISOString().slice(0, 19).replace('T', ' ')

const ticket = {
  ticket: '112-2025-0417',
  channel_id: 3,
  category_id: 12,
  category: 'Kebakaran',
  status: 2,
  status_name: 'Diproses',
  call_type: 1,
  call_type_name: 'Normal',
  caller_id: '88',
  caller: 'Budi Santoso',
  phone: '0812****7890',
  phone_unmask: '081234567890',
  voip_number: '1001',
  created_by: 'agent7',
  address: 'Jalan Pemuda 148',
  location: '-6.98, 110.42',
  district_id: '3374130',
  district: 'SEMARANG TENGAH',
  subdistrict_id: 7,
  subdistrict: 'SEKAYU',
  notes: 'dekat balai kota',
  description: 'api besar',
  created_at: local(received),
  updated_at: local(received + 3 * minute),
  dinas_terkait: [
    {
      report_id: 1,
      dinas_id: 4,
      dinas: 'Dinas Kebakaran',
      status: 3,
      status_name: 'Diproses',
      created_at: local(received + minute),
      updated_at: local(received + 3 * minute),
      detail_log: [
        { status_name: 'Menuju Lokasi', created_at: local(received + 2 * minute) },
        { status_name: 'Tiba di lokasi', created_at: local(received + 3 * minute) }
      ]
    },
    {
      report_id: 2,
      dinas: 'PSC 119',
      status: 1,
      status_name: 'Baru',
      created_at: local(received + 2 * minute),
      updated_at: local(received + 2 * minute)
    }
  ],
  log_ticket: [
    { status: 1, status_name: 'Baru', created_by: 'agent7', created_at: local(received) }
  ]
}

// The clock of these systems has whole seconds.
const floor = (ms: number): number => Math.floor(ms / second) * second

test('a 112 ticket becomes an incident, without caller, phone, address and notes', () => {
  expect(parse(ticket.ticket, ticket)).toEqual({
    event: {
      kind: 'incident',
      incident: {
        id: '112-2025-0417',
        revision: floor(received + 3 * minute) + 5,
        category: 'kebakaran',
        priority: 1,
        status: 'onScene',
        receivedAt: floor(received),
        dispatchedAt: floor(received + minute),
        departedAt: floor(received + 2 * minute),
        arrivedAt: floor(received + 3 * minute),
        position: [110.42, -6.98],
        district: '33.74.01',
        subdistrict: '33.74.01.1007',
        assignments: [
          {
            agency: 'damkar',
            status: 'onScene',
            dispatchedAt: floor(received + minute),
            departedAt: floor(received + 2 * minute),
            arrivedAt: floor(received + 3 * minute)
          },
          { agency: 'dinkes', status: 'dispatched', dispatchedAt: floor(received + 2 * minute) }
        ],
        calls: 1,
        exercise: false,
        simulated: false
      }
    },
    rejected: []
  })
})

test('a ticket status counts by its name, whatever its number', () => {
  const statusOf = (status: number, status_name: string): unknown => {
    const { event } = parse(ticket.ticket, { ...ticket, status, status_name, dinas_terkait: [] })
    return event?.kind === 'incident' ? event.incident.status : event
  }
  expect([statusOf(3, 'Baru'), statusOf(1, 'DIPROSES'), statusOf(2, 'Selesai')]).toEqual([
    'received',
    'dispatched',
    'closed'
  ])
})

test('a closed ticket closed when its log says, else when it was last changed', () => {
  const closedAt = (log_ticket: object[]): unknown => {
    const { event } = parse(ticket.ticket, { ...ticket, status_name: 'Selesai', log_ticket })
    return event?.kind === 'incident' ? event.incident.closedAt : event
  }
  expect(closedAt([{ status_name: 'Selesai', created_at: local(received + 2 * minute) }])).toBe(
    floor(received + 2 * minute)
  )
  expect(closedAt([])).toBe(floor(received + 3 * minute))
})

test('a change within the same second is a higher revision', () => {
  const revisionOf = (body: object): number => {
    const { event } = parse(ticket.ticket, body)
    return event?.kind === 'incident' ? event.incident.revision : -1
  }
  const later = { ...ticket, log_ticket: [...ticket.log_ticket, { status_name: 'Diproses' }] }
  expect(revisionOf(later)).toBeGreaterThan(revisionOf(ticket))
})

test('a ticket made for a prank, silence or a question is a call and no incident', () => {
  const classOf = (call_type_name: string): unknown => {
    const { event } = parse(ticket.ticket, { ...ticket, call_type_name })
    return event?.kind === 'call' ? event.call : event?.kind
  }
  expect(classOf('Prank')).toMatchObject({ id: ticket.ticket, class: 'prank' })
  expect(classOf('Ghost Call')).toMatchObject({ class: 'ghost' })
  expect(classOf('Informasi')).toMatchObject({ class: 'information' })
  expect(classOf('Normal')).toBe('incident')
})

test('a location that is an address is not read', () => {
  const { event, rejected } = parse(ticket.ticket, { ...ticket, location: 'Jalan Pemuda 148' })
  expect(event?.kind === 'incident' && event.incident.position).toBeUndefined()
  expect(rejected).toEqual([])
})

test('nothing about the caller is left anywhere', () => {
  const all = JSON.stringify([parse(ticket.ticket, ticket), parse('77', eido)])
  expect(all).not.toMatch(/Budi|0812|Pemuda|148|balai|api besar|agent7/iu)
})
