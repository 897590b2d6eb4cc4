import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../../contract/call.ts'
import type { RejectionReason } from '../../contract/health.ts'
import { Rejected } from '../../contract/health.ts'
import { Incident } from '../../contract/incident.ts'
import { day, hour, minute, second } from '../../contract/time.ts'
import type { Entry } from '../store/store.ts'
import {
  callPayload,
  callTopic,
  dutyPayload,
  dutyTopic,
  heartbeatTopic,
  incidentPayload,
  incidentTopic
} from './feed.ts'
import { parseMessage } from './parseMessage.ts'
import { testCity, testIncident, testNow } from './testCity.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const parse = (topic: string, payload: string | Uint8Array): Entry =>
  parseMessage(topic, typeof payload === 'string' ? bytes(payload) : payload, {
    city: testCity,
    now: testNow
  })

const iso = (ms: number): string => new Date(ms).toISOString()
const least = {
  id: 'SMG-1',
  revision: 1,
  category: 'kebakaran',
  receivedAt: iso(testNow - 3 * minute)
}
const topic = incidentTopic('semarang', 'SMG-1')

/** The incident of a message in our own format, and what was refused of it. */
function read(body: object): { incident?: Incident; refused: string[] } {
  const { event, rejected } = parse(topic, JSON.stringify({ ...least, ...body }))
  return {
    ...(event?.kind === 'incident' ? { incident: event.incident } : {}),
    refused: rejected.map(({ scope, reason, key }) => `${scope} ${reason} ${key ?? ''}`.trim())
  }
}

const messageRefused = (entry: Entry): RejectionReason | undefined =>
  entry.event === undefined && entry.rejected[0]?.scope === 'message'
    ? entry.rejected[0].reason
    : undefined

test('id, revision, category and time are enough', () => {
  expect(read({})).toEqual({ incident: testIncident(), refused: [] })
})

test('a full incident is read, unknown keys are dropped without a word', () => {
  const full: Incident = {
    ...testIncident({ revision: 9, status: 'closed', priority: 3, calls: 4, exercise: true }),
    source: 'cad',
    seq: 17,
    channel: '15132',
    dispatchedAt: testNow - 2 * minute,
    departedAt: testNow - minute,
    arrivedAt: testNow - 30 * second,
    closedAt: testNow,
    position: [110.42, -6.98],
    positionAccuracyM: 15,
    district: '33.74.01',
    subdistrict: '33.74.01.1007',
    assignments: [
      { agency: 'damkar', status: 'closed', dispatchedAt: testNow - 2 * minute, closedAt: testNow }
    ],
    simulated: true
  }
  const body = { ...JSON.parse(incidentPayload(full)), caller: 'Budi', phone: '0812', address: 'x' }
  const { event, rejected } = parse(topic, JSON.stringify(body))
  expect({ event, rejected }).toEqual({ event: { kind: 'incident', incident: full }, rejected: [] })
})

test('what is published is what is read', () => {
  const times = fc.record(
    {
      dispatchedAt: fc.integer({ min: testNow - 2 * minute, max: testNow }),
      departedAt: fc.integer({ min: testNow - 2 * minute, max: testNow }),
      arrivedAt: fc.integer({ min: testNow - 2 * minute, max: testNow })
    },
    { requiredKeys: [] }
  )
  const incidents = fc
    .record(
      {
        calls: fc.nat(9),
        exercise: fc.boolean(),
        simulated: fc.boolean(),
        position: fc.tuple(fc.double({ min: 110.3, max: 110.5, noNaN: true }), fc.constant(-7)),
        district: fc.constantFrom('33.74.01', '33.74.10'),
        seq: fc.nat(),
        source: fc.constant('cad')
      },
      { requiredKeys: [] }
    )
    .chain((fields) => times.map((at) => ({ ...testIncident(), ...fields, ...at })))
  fc.assert(
    fc.property(incidents, (made) => {
      const status =
        made.arrivedAt !== undefined
          ? 'onScene'
          : made.departedAt !== undefined
            ? 'enRoute'
            : made.dispatchedAt === undefined
              ? 'received'
              : 'dispatched'
      const incident: Incident = { ...made, status }
      expect(parse(topic, incidentPayload(incident))).toEqual({
        event: { kind: 'incident', incident },
        rejected: []
      })
    })
  )
})

test.each([
  ['too large', JSON.stringify({ ...least, text: 'x'.repeat(1_000_000) }), 'tooLarge'],
  ['nested 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 'tooDeep'],
  ['nested 33 deep', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`, 'tooDeep'],
  ['cut off', '{"id":"SMG-1"', 'notJson'],
  ['empty', '', 'notJson'],
  ['not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'notJson'],
  ['a prototype', '{"id":"SMG-1","__proto__":{"revision":1}}', 'forbiddenKey'],
  ['a hidden prototype', '{"id":"SMG-1","a":[{"\\u005f_proto__":1}]}', 'forbiddenKey'],
  ['a constructor', '{"a":{"constructor":{"prototype":1}}}', 'forbiddenKey'],
  ['a list', '[]', 'wrongType'],
  ['a number', '1', 'wrongType'],
  ['nothing', 'null', 'wrongType']
] as const)('a message that is %s is refused', (_, payload, reason) => {
  expect(messageRefused(parse(topic, payload))).toBe(reason)
})

test('brackets in text are no depth', () => {
  expect(read({ note: `\\"${'['.repeat(99)}` }).refused).toEqual([])
})

test.each([
  ['siaga/v1/serang/incident/SMG-1', 'wrongCity'],
  ['siaga/v1/semarang/incident/SMG-2', 'wrongTopicId'],
  ['siaga/v1/semarang/incident', 'unknownTopic'],
  ['siaga/v1/semarang/incident/', 'unknownTopic'],
  ['siaga/v1/semarang/weather/SMG-1', 'unknownTopic'],
  ['siaga/v2/semarang/incident/SMG-1', 'unknownTopic'],
  ['', 'unknownTopic']
])('on the topic %j an incident is refused', (wrongTopic, reason) => {
  expect(messageRefused(parse(wrongTopic, JSON.stringify(least)))).toBe(reason)
})

test.each([
  [{ id: undefined }, 'message missingField id'],
  [{ id: 7 }, 'message wrongType id'],
  [{ id: 'a\nb' }, 'message wrongType id'],
  [{ revision: null }, 'message missingField revision'],
  [{ revision: '1' }, 'message wrongType revision'],
  [{ revision: -1 }, 'message wrongType revision'],
  [{ category: {} }, 'message wrongType category'],
  [{ receivedAt: undefined }, 'message missingField receivedAt'],
  [{ receivedAt: testNow }, 'message wrongType receivedAt'],
  [{ receivedAt: '2025-03-25T14:02:11' }, 'message wrongType receivedAt'],
  [{ receivedAt: '2025-02-30T14:02:11Z' }, 'message wrongType receivedAt'],
  [{ receivedAt: '1970-01-01T00:00:00Z' }, 'message implausibleTime receivedAt'],
  [{ receivedAt: iso(testNow + 2 * hour) }, 'message timeInFuture receivedAt']
])('required: %j', (body, refusal) => {
  expect(read(body)).toEqual({ refused: [refusal] })
})

test.each([
  [{ priority: 9 }, 'field wrongType priority'],
  [{ priority: 0 }, 'field wrongType priority'],
  [{ status: 'done' }, 'field wrongType status'],
  [{ channel: 'pigeon' }, 'field wrongType channel'],
  [{ position: '110,-7' }, 'field wrongType position'],
  [{ position: [110.4, -7, 3] }, 'field wrongType position'],
  [{ position: [-7, 110.4] }, 'field wrongType position'],
  [{ position: [110.4, -5.5] }, 'field outsideCity position'],
  [{ positionAccuracyM: -1 }, 'field wrongType positionAccuracyM'],
  [{ district: 'Atlantis' }, 'field unknownDistrict district'],
  [{ subdistrict: 'Jl. Pemuda 1' }, 'field unknownSubdistrict subdistrict'],
  [{ assignments: 'damkar' }, 'field wrongType assignments'],
  [{ assignments: ['damkar'] }, 'field wrongType assignments.0'],
  [{ assignments: [{ agency: 'NASA' }] }, 'field unknownAgency assignments.0.agency'],
  [{ assignments: [{}] }, 'field missingField assignments.0.agency'],
  [{ calls: 1.5 }, 'field wrongType calls'],
  [{ exercise: 'yes' }, 'field wrongType exercise'],
  [{ simulated: 1 }, 'field wrongType simulated'],
  [{ seq: -2 }, 'field wrongType seq'],
  [{ source: 'a source' }, 'field wrongType source'],
  [{ dispatchedAt: '14:02' }, 'field wrongType dispatchedAt'],
  [{ dispatchedAt: '1999-12-31T23:59:59Z' }, 'field implausibleTime dispatchedAt'],
  [{ arrivedAt: iso(testNow + day) }, 'field timeInFuture arrivedAt']
])('a bad detail is left out and noted, the incident stays: %j', (body, refusal) => {
  expect(read(body)).toEqual({ incident: testIncident(), refused: [refusal] })
})

test.each([
  ['arrivedAt', 'onScene'],
  ['closedAt', 'closed']
] as const)(
  'an impossible %s is left out, but what it says of the status is kept',
  (key, status) => {
    expect(read({ [key]: iso(testNow - hour) })).toEqual({
      incident: testIncident({ status }),
      refused: [`field unorderedTimes ${key}`]
    })
  }
)

test('a bad time of one agency leaves the rest of its part', () => {
  const { incident, refused } = read({
    assignments: [
      { agency: 'Dinas Kebakaran', arrivedAt: 5, departedAt: iso(testNow) },
      { agency: 'psc-119' }
    ]
  })
  expect(incident?.assignments).toEqual([
    { agency: 'damkar', status: 'enRoute', departedAt: testNow },
    { agency: 'dinkes' }
  ])
  expect(refused).toEqual(['field wrongType assignments.0.arrivedAt'])
})

test('an unknown category becomes "lain", with a note', () => {
  expect(read({ category: 'Kucing di pohon' })).toEqual({
    incident: testIncident({ category: 'lain', priority: 4 }),
    refused: ['field unknownCategory category']
  })
})

test('names and other spellings are understood', () => {
  const { incident, refused } = read({
    category: 'structure FIRE',
    channel: '1500132',
    district: 'smg. tengah',
    subdistrict: 'SEKAYU'
  })
  expect(refused).toEqual([])
  expect(incident).toEqual(
    testIncident({ channel: '15132', district: '33.74.01', subdistrict: '33.74.01.1007' })
  )
})

test('a kelurahan by code tells its kecamatan; by name alone, or in another one, it is unknown', () => {
  expect(read({ subdistrict: '33.74.10.1006' }).incident?.district).toBe('33.74.10')
  expect(read({ subdistrict: 'Sekayu' }).refused).toEqual(['field unknownSubdistrict subdistrict'])
  expect(read({ district: 'Tembalang', subdistrict: '33.74.01.1007' })).toEqual({
    incident: testIncident({ district: '33.74.10' }),
    refused: ['field unknownSubdistrict subdistrict']
  })
})

test('times tell the status where they say more', () => {
  expect(read({ departedAt: iso(testNow) }).incident?.status).toBe('enRoute')
  expect(read({ status: 'dispatched', arrivedAt: iso(testNow) }).incident?.status).toBe('onScene')
  expect(read({ status: 'closed' }).incident?.status).toBe('closed')
})

test('what only the agencies say is also true of the incident', () => {
  const { incident } = read({
    assignments: [
      { agency: 'damkar', dispatchedAt: iso(testNow - minute), arrivedAt: iso(testNow) },
      { agency: 'dinkes', dispatchedAt: iso(testNow - 2 * minute) }
    ]
  })
  expect(incident).toMatchObject({
    status: 'onScene',
    dispatchedAt: testNow - 2 * minute,
    arrivedAt: testNow
  })
})

test('two units of one agency are one part of the incident', () => {
  const { incident } = read({
    assignments: [
      { agency: 'damkar', arrivedAt: iso(testNow), closedAt: iso(testNow + minute) },
      { agency: 'Damkar', arrivedAt: iso(testNow - minute) }
    ]
  })
  expect(incident?.assignments).toEqual([
    { agency: 'damkar', status: 'onScene', arrivedAt: testNow - minute }
  ])
})

test('clocks that are a little ahead or behind are believed', () => {
  const ahead = read({ receivedAt: iso(testNow + 59 * minute) })
  expect(ahead.incident?.receivedAt).toBe(testNow + 59 * minute)
  const before = testNow - 3 * minute - 50 * second
  expect(read({ dispatchedAt: iso(before) }).incident?.dispatchedAt).toBe(before)
})

test('HTML stays text, and only where a name may stand', () => {
  const id = '<img src=x onerror=alert(1)>'
  const { event } = parse(incidentTopic('semarang', id), JSON.stringify({ ...least, id }))
  expect(event?.kind === 'incident' && event.incident.id).toBe(id)
  expect(read({ district: '<b>x</b>' }).refused).toEqual(['field unknownDistrict district'])
})

test('a refused message still says which number it was', () => {
  const { numbered } = parse(topic, JSON.stringify({ source: 'cad', seq: 8, id: 'SMG-1' }))
  expect(numbered).toEqual({ source: 'cad', seq: 8 })
})

test('calls, duty and heartbeats are read', () => {
  const call: Call = {
    id: 'C-1',
    revision: 2,
    source: 'pbx',
    seq: 3,
    class: 'ghost',
    receivedAt: testNow,
    channel: '112',
    incident: 'SMG-1',
    simulated: true
  }
  const duty = { operators: 12, fieldOfficers: 30, at: testNow, simulated: false }
  expect(parse(callTopic('semarang', 'C-1'), callPayload(call))).toEqual({
    event: { kind: 'call', call },
    rejected: []
  })
  expect(parse(dutyTopic('semarang'), dutyPayload(duty))).toEqual({
    event: { kind: 'duty', duty },
    rejected: []
  })
  for (const payload of ['', '{}', '"alive"', '3'])
    expect(parse(heartbeatTopic('semarang', 'cad'), payload)).toEqual({
      event: { kind: 'heartbeat', source: 'cad' },
      rejected: []
    })
})

test('calls and duty without what they need are refused', () => {
  const on = (kindTopic: string, body: object): RejectionReason | undefined =>
    messageRefused(parse(kindTopic, JSON.stringify(body)))
  const call = { id: 'C-1', class: 'prank', receivedAt: iso(testNow) }
  expect([
    on(callTopic('semarang', 'C-1'), { ...call, class: 'silent' }),
    on(callTopic('semarang', 'C-1'), { ...call, receivedAt: undefined }),
    on(callTopic('semarang', 'C-2'), call),
    on(dutyTopic('semarang'), { operators: 'many', at: iso(testNow) }),
    on(dutyTopic('semarang'), { operators: 3 }),
    on(`${dutyTopic('semarang')}/night`, { operators: 3, at: iso(testNow) }),
    on(heartbeatTopic('semarang', 'two words'), {})
  ]).toEqual([
    'wrongType',
    'missingField',
    'wrongTopicId',
    'wrongType',
    'missingField',
    'unknownTopic',
    'unknownTopic'
  ])
})

test('one message cannot flood the list of refusals', () => {
  const assignments = Array.from({ length: 500 }, () => 7)
  expect(read({ assignments }).refused).toHaveLength(20)
})

const topics = fc.oneof(
  fc.constantFrom(topic, callTopic('semarang', 'SMG-1'), dutyTopic('semarang')),
  fc.constant(heartbeatTopic('semarang', 'cad')),
  fc.string()
)

/** Never throws; and whatever it lets through is what the contract says. */
function holds(onTopic: string, payload: Uint8Array): void {
  const { event, rejected } = parse(onTopic, payload)
  if (event === undefined) expect(rejected).toHaveLength(1)
  if (event?.kind === 'incident') Incident.parse(event.incident)
  for (const one of rejected) Rejected.parse(one)
}

test('any bytes are survived', () => {
  fc.assert(fc.property(topics, fc.uint8Array({ maxLength: 300 }), holds), { numRuns: 500 })
})

test('any JSON is survived, also in the place of our fields', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  const keys = [
    ...Object.keys(Incident.shape),
    'ticket',
    'created_at',
    'updated_at',
    'dinas_terkait',
    'log_ticket',
    'district_id',
    'location',
    'incidentComponent',
    'locationComponent',
    'dispatchComponent',
    'callComponent',
    'agencyComponent',
    'emergencyResourceComponent',
    'lastUpdateTimeStamp'
  ]
  const bodies = fc.oneof(
    value,
    fc.dictionary(fc.constantFrom(...keys), value).map((changes) => ({ ...least, ...changes })),
    fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(
        value,
        fc.array(
          fc.dictionary(
            fc.constantFrom('$id', '$ref', 'agencyReference', 'created_at', 'dinas', 'status_name'),
            value
          )
        )
      )
    )
  )
  fc.assert(
    fc.property(topics, bodies, (onTopic, body) => holds(onTopic, bytes(JSON.stringify(body)))),
    { numRuns: 500 }
  )
})
