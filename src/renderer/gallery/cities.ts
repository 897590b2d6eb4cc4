import pekanbaruFile from '../../../resources/cities/pekanbaru.json'
import semarangFile from '../../../resources/cities/semarang.json'
import serangFile from '../../../resources/cities/serang.json'
import peaksFile from '../../../resources/peaks.json'
import briefingFile from '../../../resources/scenes/pimpinan-briefing.json'
import cctvFile from '../../../resources/scenes/pantau-cctv.json'
import operasiFile from '../../../resources/scenes/operasi.json'
import puncakFile from '../../../resources/scenes/puncak.json'
import { City, WallCity } from '../../contract/city.ts'
import { Peaks, wallPeaksOf } from '../../contract/peaks.ts'
import { RailScene, Scene } from '../../contract/scene.ts'

/** As the hub sends it: without what only the simulator and the reader need. */
function wallCity(file: unknown): WallCity {
  const city = City.parse(file)
  const sent = Object.entries(city).filter(([key]) => key in WallCity.shape)
  return WallCity.parse(Object.fromEntries(sent))
}

export const semarang = wallCity(semarangFile)
export const pekanbaru = wallCity(pekanbaruFile)
export const serang = wallCity(serangFile)
export const peaks = wallPeaksOf(Peaks.parse(peaksFile))
export const briefing = Scene.parse(briefingFile)
export const cctv = Scene.parse(cctvFile)
export const operasi = RailScene.parse(operasiFile)
export const puncak = Scene.parse(puncakFile)
