import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Basemap } from '../src/contract/basemap.ts'
import { City } from '../src/contract/city.ts'
import { makeBasemap } from './basemap/makeBasemap.ts'
import { noSketch, Sketch } from './basemap/sketch.ts'

/** `npm run basemap [-- CITY …]`: resources/cities/*.json → resources/basemaps/*.json. */
const resources = join(import.meta.dirname, '../resources')
const cities = join(resources, 'cities')
const basemaps = join(resources, 'basemaps')

const wanted = process.argv.slice(2)
const ids =
  wanted.length > 0
    ? wanted
    : readdirSync(cities)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))

mkdirSync(basemaps, { recursive: true })
for (const id of ids) {
  const city = City.parse(JSON.parse(readFileSync(join(cities, `${id}.json`), 'utf8')))
  const sketchFile = join(basemaps, 'sketches', `${id}.json`)
  const sketch = existsSync(sketchFile)
    ? Sketch.parse(JSON.parse(readFileSync(sketchFile, 'utf8')))
    : noSketch
  const { basemap, worstShareError, worstCentroidKm } = makeBasemap(city, sketch)
  const text = `${JSON.stringify(Basemap.parse(basemap))}\n`
  writeFileSync(join(basemaps, `${id}.json`), text)
  console.log(
    `${id}: ${city.districts.length} districts, share error at most ${(worstShareError * 100).toFixed(2)} %, ` +
      `centroids within ${worstCentroidKm.toFixed(2)} km, ${(text.length / 1000).toFixed(0)} kB`
  )
}
