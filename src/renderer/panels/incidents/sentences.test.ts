import { describe, expect, it } from 'vitest'
import { minute } from '../../../contract/time.ts'
import { responseClock, targetsFor } from '../../../contract/responseTarget.ts'
import { designMoment, makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { crewNames, crewsSentence, crewsWithoutNames } from './crews.ts'
import { fitLine } from './fitLine.ts'
import { placeOf } from './placeOf.ts'
import { responseBar } from './responseBar.ts'
import { milliseconds } from './useMovingRows.ts'
import { incidentWords } from './words.ts'

const city = makeWallCity()
const { id, en } = incidentWords
const moving = (agency: string): { agency: string; departedAt: number } => ({
  agency,
  departedAt: designMoment
})

describe('the crews', () => {
  it('are named by what they do, the farthest first', () => {
    const incident = makeWallIncident({
      assignments: [
        { agency: 'dinkes', status: 'enRoute' },
        { agency: 'damkar', status: 'enRoute', arrivedAt: designMoment }
      ]
    })
    expect(crewsSentence(incident, city.agencies, id)).toBe('Damkar tiba, Ambulans bergerak')
    expect(crewsSentence(incident, city.agencies, en)).toBe('Damkar on scene, Ambulans on the way')
  })

  it('are joined by their number', () => {
    const say = (agencies: readonly string[], limit?: 3 | 2 | 1): string | undefined =>
      crewsSentence(
        makeWallIncident({ assignments: agencies.map(moving) }),
        city.agencies,
        id,
        limit
      )
    expect(say(['damkar', 'dinkes'])).toBe('Damkar dan Ambulans bergerak')
    expect(say(['damkar', 'dinkes', 'x'])).toBe('Damkar, Ambulans, x bergerak')
    expect(say(['damkar', 'dinkes', 'x', 'y'])).toBe('Damkar, Ambulans, 2 lainnya bergerak')
    expect(say(['damkar', 'dinkes', 'x'], 2)).toBe('Damkar, 2 lainnya bergerak')
    expect(say(['damkar', 'dinkes', 'x'], 1)).toBe('Damkar +2 bergerak')
    expect(crewNames([moving('damkar'), moving('dinkes')], city.agencies, en, 2)).toBe(
      'Damkar and Ambulans'
    )
    expect(en.andOthers('Damkar', 1)).toBe('Damkar, 1 other')
  })

  it('lose their names where there is room for none', () => {
    const incident = makeWallIncident({
      assignments: [
        { agency: 'dinkes', status: 'dispatched' },
        { agency: 'damkar', status: 'enRoute' }
      ]
    })
    expect(crewsWithoutNames(incident, id)).toBe('unit bergerak')
    expect(crewsWithoutNames(makeWallIncident(), id)).toBeUndefined()
  })

  it('are missing only where neither an assignment nor a time says otherwise', () => {
    expect(crewsSentence(makeWallIncident(), city.agencies, id)).toBeUndefined()
    const departed = makeWallIncident({ departedAt: designMoment })
    expect(crewsSentence(departed, city.agencies, id)).toBe('unit bergerak')
    expect(crewsSentence(makeWallIncident({ status: 'dispatched' }), city.agencies, id)).toBe(
      'sudah diteruskan'
    )
  })
})

describe('the place', () => {
  const at = { district: '33.74.01', subdistrict: '33.74.01.1001' }
  it('is kelurahan and kecamatan, as far as known', () => {
    expect(placeOf(makeWallIncident(at), city)).toEqual(['Muara, Utara', 'Muara'])
    expect(placeOf(makeWallIncident({ district: '33.74.01' }), city)).toEqual(['Utara'])
    expect(placeOf(makeWallIncident({ district: '99.99.99' }), city)).toBeUndefined()
  })

  it('of a private category is the kecamatan, even if more were sent', () => {
    expect(placeOf(makeWallIncident({ ...at, category: 'kdrt' }), city)).toEqual(['Utara'])
  })
})

it('a line shortens the crews, then the place, then drops the names', () => {
  const place = ['Muara, Utara', 'Muara'] as const
  const crews = ['Damkar dan Ambulans bergerak', 'Damkar +1 bergerak']
  const fit = (letters: number): string => {
    const line = fitLine(place, crews, 'unit bergerak', letters)
    return `${line.place} · ${line.crews}`
  }
  expect(fit(50)).toBe('Muara, Utara · Damkar dan Ambulans bergerak')
  expect(fit(36)).toBe('Muara, Utara · Damkar +1 bergerak')
  expect(fit(27)).toBe('Muara · Damkar +1 bergerak')
  expect(fit(22)).toBe('Muara · unit bergerak')
  expect(fit(5)).toBe('Muara · unit bergerak')
  expect(fitLine(place, [], undefined, 12)).toEqual({ place: 'Muara, Utara', crews: undefined })
})

describe('the bar towards the target', () => {
  const receivedAt = designMoment - 4 * minute
  const targets = targetsFor(city.responseTargets, 'kebakaran')

  it('fills by time used, cut at each step, with the first crew standing for the incident', () => {
    const incident = makeWallIncident({
      receivedAt,
      dispatchedAt: receivedAt + minute,
      assignments: [
        { agency: 'damkar', departedAt: receivedAt + 3 * minute },
        { agency: 'dinkes', departedAt: receivedAt + 2 * minute }
      ]
    })
    const clock = responseClock(incident, targets, designMoment)
    expect(responseBar(incident, clock)).toEqual({ filled: 0.4, cuts: [0.1, 0.2] })
  })

  it('is full once late, and absent without a target', () => {
    const incident = makeWallIncident({ receivedAt: designMoment - 25 * minute })
    expect(responseBar(incident, responseClock(incident, targets, designMoment))?.filled).toBe(1)
    expect(responseBar(incident, responseClock(incident, [], designMoment))).toBeUndefined()
  })
})

it('motion takes the time that the tokens give, and none where they give none', () => {
  expect([
    milliseconds('480ms'),
    milliseconds(' .48s'),
    milliseconds('0ms'),
    milliseconds('')
  ]).toEqual([480, 480, 0, 0])
})
