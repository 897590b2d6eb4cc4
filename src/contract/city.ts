import { z } from 'zod'
import { Bounds, Position } from './geo.ts'
import { Id, Priority } from './incident.ts'
import { ResponseTarget } from './responseTarget.ts'

/** Kelurahan. */
export const Subdistrict = z.strictObject({
  code: z.string().regex(/^\d\d\.\d\d\.\d\d\.\d{4}$/u),
  name: z.string().min(1)
})
export type Subdistrict = z.infer<typeof Subdistrict>

/** Kecamatan (in a foreign test city: its nearest counterpart). Keyed by Kemendagri code. */
export const District = z.strictObject({
  code: z.string().min(1).max(16),
  bps: z.string().optional(),
  name: z.string().min(1),
  /** What fits on a map: "Tengah" for Semarang Tengah. */
  shortName: z.string().min(1),
  centroid: Position,
  areaKm2: z.number().positive(),
  /** Box round the district's land, where a source gives it. */
  bounds: Bounds.optional(),
  population: z.number().int().positive().optional(),
  /** Other spellings and retired names that feeds still use. Compared by `nameKey`. */
  aliases: z.array(z.string()),
  subdistricts: z.array(Subdistrict)
})
export type District = z.infer<typeof District>

/** OPD or vertical agency. A slot the sources do not name is `named: false`, never invented. */
export const Agency = z.strictObject({
  id: Id,
  name: z.string().min(1),
  shortName: z.string().min(1),
  kind: z.enum(['opd', 'vertical', 'volunteer']),
  named: z.boolean(),
  aliases: z.array(z.string())
})
export type Agency = z.infer<typeof Agency>

/** Glyphs the wall can draw; a category names one of them. */
export const CategoryIcon = z.enum([
  'medical',
  'fire',
  'accident',
  'crime',
  'tree',
  'animal',
  'disaster',
  'domestic',
  'traffic',
  'power',
  'water',
  'road',
  'publicOrder',
  'rescue',
  'body',
  'other'
])
export type CategoryIcon = z.infer<typeof CategoryIcon>

export const Category = z.strictObject({
  id: Id,
  /** What the wall shows, in the city's language. */
  name: z.string().min(1),
  nameEn: z.string().min(1),
  icon: CategoryIcon,
  /** Agencies it is usually sent to, in order. */
  agencies: z.array(Id),
  /** Used where the feed gives no priority. */
  priority: Priority,
  /** Spellings used by feeds, compared by `nameKey`. */
  aliases: z.array(z.string()),
  /** District only: no point, no kelurahan, no camera (violence at home, children). */
  private: z.boolean(),
  /** Why it is about somebody (health, violence, a child): outside operations its place is coarse. */
  sensitive: z.string().min(1).optional()
})
export type Category = z.infer<typeof Category>

/** A local calendar day, `YYYY-MM-DD`. */
const LocalDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u)

/** Days that raise the daily level round an anchor day H, for instance Lebaran. */
export const SimulatedPeak = z.strictObject({
  name: z.string().min(1),
  /** The anchor days H. */
  days: z.array(LocalDate).nonempty(),
  /** Factors on the daily level from H+`from` to H+`to`, both included. */
  effect: z
    .array(
      z.strictObject({
        from: z.number().int(),
        to: z.number().int(),
        factor: z.number().positive()
      })
    )
    .nonempty(),
  /**
   * What the growth is made of. Where a day has 1.5 times as many, what grows with 2 has twice as
   * many (1 + 0.5 × 2) and what grows with 0 as many as ever, before shares are made to sum to 1.
   * 1 where absent.
   */
  growth: z
    .strictObject({
      categories: z.record(z.string(), z.number().nonnegative()).optional(),
      districts: z.record(z.string(), z.number().nonnegative()).optional(),
      /** 24 figures, local hour 0–23. */
      hours: z.array(z.number().nonnegative()).length(24).optional()
    })
    .optional()
})
export type SimulatedPeak = z.infer<typeof SimulatedPeak>

/** Known truths about a city's volume, for the simulator alone. Shares sum to 1. */
export const SimulationProfile = z.strictObject({
  /** Incidents in a named month, `YYYY-MM` → count, from the sources. */
  monthlyIncidents: z.record(z.string().regex(/^\d{4}-\d{2}$/u), z.number().positive()),
  /** Exact counts inside a named month, both days included; its other days share what is left. */
  periods: z
    .array(
      z.strictObject({ from: LocalDate, to: LocalDate, incidents: z.number().int().positive() })
    )
    .optional(),
  /** Incidents a day where no month is named. */
  dailyIncidents: z.number().positive(),
  /** Variance of a day's count over its mean; 1 (Poisson) where absent. */
  dispersion: z.number().min(1).optional(),
  /** Shares of all calls. Emergency calls come from incidents; the others follow from the shares. */
  callClassShares: z.strictObject({
    emergency: z.number(),
    information: z.number(),
    prank: z.number(),
    ghost: z.number(),
    dropped: z.number()
  }),
  /** Mean emergency calls an incident; 1 where absent. */
  callsPerIncident: z.number().min(1).optional(),
  /** Category id → share of incidents. */
  categoryShares: z.record(z.string(), z.number().nonnegative()),
  /** 24 weights, local hour 0–23. */
  hourWeights: z.array(z.number().nonnegative()).length(24),
  /** 7 weights, Sunday first. */
  weekdayWeights: z.array(z.number().nonnegative()).length(7),
  /** District code → weight. */
  districtWeights: z.record(z.string(), z.number().nonnegative()),
  /** Rough outline in which incidents lie, to keep them out of the sea. Not a boundary. */
  land: z.array(Position).min(3).optional(),
  peaks: z.array(SimulatedPeak).optional(),
  /** Agency id → median minutes from receivedAt to arrivedAt; 9 where absent. */
  arrivalMinutes: z.record(z.string(), z.number().positive()).optional(),
  operatorsPerShift: z.number().int().positive(),
  /** Local hours at which shifts change, rising; one shift a day from midnight where absent. */
  shiftHours: z.array(z.number().int().min(0).max(23)).nonempty().optional(),
  /** What is stated by a source and what is assumed, for the reader. */
  basis: z.array(z.string())
})
export type SimulationProfile = z.infer<typeof SimulationProfile>

/** Everything that differs between cities. Nothing about a city is in code. */
export const City = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  name: z.string().min(1),
  /** Beside the product's name on the wall: "Semarang 112". */
  service: z.string().min(1),
  locale: z.string().min(2),
  timeZone: z.string().min(3),
  /** What stands behind the wall clock: WIB. */
  timeZoneName: z.string().min(1),
  kemendagri: z.string().optional(),
  centre: Position,
  bounds: Bounds,
  areaKm2: z.number().positive(),
  population: z.number().int().positive().optional(),
  /** Name of the sea or river drawn on the schematic map, with where to write it. */
  water: z.strictObject({ name: z.string(), position: Position }).optional(),
  districts: z.array(District).nonempty(),
  agencies: z.array(Agency).nonempty(),
  categories: z.array(Category).nonempty(),
  responseTargets: z.array(ResponseTarget).nonempty(),
  /** The target that the response card and the agency board show. */
  headlineTarget: z.string(),
  channels: z.array(z.strictObject({ id: Id, name: z.string(), aliases: z.array(z.string()) })),
  simulation: SimulationProfile.optional(),
  sources: z.array(z.string()).nonempty()
})
export type City = z.infer<typeof City>

/** What windows need of a city: all but the simulator's figures. */
export const WallCity = City.omit({ simulation: true, sources: true })
export type WallCity = z.infer<typeof WallCity>

/** The key under which names and aliases are compared: case, spaces, dots and hyphens do not count. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
