// Opens every scene in a browser and lists what its farthest seat cannot read; see legibility.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DisplayLayout, viewingRoom } from '../../src/contract/displays.ts'
import { Scene } from '../../src/contract/scene.ts'
import { wallScale, WallSettings } from '../../src/contract/wall.ts'
import {
  leastMinutes,
  neededMm,
  seenFrom,
  seenTexts,
  tooSmall
} from '../../src/renderer/look/legibility/legibility.ts'
import { openGallery, settle } from './galleryPage.mjs'
import { inProject, Refusal, runScript, say } from './project.mjs'

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      wall: { type: 'string' },
      'width-mm': { type: 'string' },
      'far-m': { type: 'string' },
      scene: { type: 'string' },
      all: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false }
    }
  })
  const room = roomOf(values)
  const scenes = scenesOf(values)
  const { from } = room
  say(
    `The picture is ${metres(from.widthMm)} × ${metres(from.heightMm)} m and its farthest seat ` +
      `${from.farM} m away: ${leastMinutes}′ are ${neededMm(from.farM).toFixed(1)} mm of a capital.`
  )
  const { browser, address, close } = await openGallery({ built: values.built })
  const rows = []
  let sizes = 0
  try {
    for (const scene of scenes) {
      const seen = seenTexts(await textsOf(browser, address, scene, room), from)
      sizes += seen.length
      for (const group of values.all ? seen : tooSmall(seen)) rows.push({ scene, ...group })
    }
  } finally {
    await close()
  }
  const small = tooSmall(rows).length
  process.stdout.write(`${tableOf(rows)}\n`)
  process.stdout.write(`${small} of ${sizes} sizes of text are below ${leastMinutes}′.\n`)
  say('Text inside camera pictures is pixels and is not measured.')
  if (values.strict && small > 0) process.exitCode = 1
})

/** How the wall is seen, and the multiplier of its type. */
function roomOf({ data, wall: file, ...given }) {
  const inData = data === undefined ? undefined : path.join(data, 'wall', 'wall.json')
  const from = file ?? (inData !== undefined && existsSync(inData) ? inData : undefined)
  if (from !== undefined) {
    const displays = parsed(DisplayLayout, from)
    return {
      from: seenFrom({ widthMm: 0, farM: 0 }, displays),
      scale: wallScale(viewingRoom(displays))
    }
  }
  const wall = WallSettings.parse({
    ...(given['width-mm'] && { widthMm: Number(given['width-mm']) }),
    ...(given['far-m'] && { farM: Number(given['far-m']) })
  })
  return { from: seenFrom(wall, undefined), scale: wallScale(wall) }
}

/** The shipped ones, those of the room over them. */
function scenesOf({ data, scene: wanted }) {
  const folders = [
    inProject('resources', 'scenes'),
    ...(data === undefined ? [] : [path.join(data, 'wall', 'scenes')])
  ]
  const scenes = new Map()
  for (const folder of folders.filter((one) => existsSync(one)))
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
      const scene = parsed(Scene, path.join(folder, name))
      scenes.set(scene.id, scene)
    }
  if (wanted === undefined) return [...scenes.values()]
  const scene = scenes.get(wanted)
  if (scene === undefined)
    throw new Refusal(`There is no scene ${wanted}, but ${[...scenes.keys()].join(', ')}.`)
  return [scene]
}

function parsed(schema, file) {
  let value
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error.message}.`)
  }
  const { data, error } = schema.safeParse(value)
  if (error !== undefined) {
    const [issue] = error.issues
    throw new Refusal(`${file}: ${issue.path.join('.')} ${issue.message}.`)
  }
  return data
}

/** A picture of the wall's shape with 1 rem of 50 pixels: what is measured is the same at any size. */
async function textsOf(browser, address, scene, { from, scale }) {
  const aspect = from.widthMm / from.heightMm
  const page = await browser.newPage({
    viewport: {
      width: Math.round(Math.max(1920, 1080 * aspect)),
      height: Math.round(Math.max(1080, 1920 / aspect))
    },
    reducedMotion: 'reduce'
  })
  const shown = new URL(address)
  shown.searchParams.set('state', 'susunan')
  shown.searchParams.set('scale', String(scale))
  shown.searchParams.set('arrange', JSON.stringify(scene))
  await page.goto(shown.href)
  await page.evaluate('document.fonts.ready')
  await settle(page)
  const texts = await page.evaluate('window.shownTexts()')
  await page.close()
  return texts
}

function tableOf(rows) {
  const lines = rows.map(({ scene, panel, rem, capMm, minutes, texts }) => [
    scene.id,
    panel,
    `${Math.round(rem * 100)}`,
    capMm.toFixed(1),
    minutes.toFixed(1),
    minutes < leastMinutes ? `${leastMinutes}` : '',
    `${texts.length}×`,
    sampleOf(texts)
  ])
  const head = ['scene', 'panel', 'size', 'mm', '′', 'needed', 'texts', 'for instance']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column].length))
  )
  return [head, ...lines]
    .map((line) =>
      line
        .map((text, column) =>
          column > 1 && column < 7 ? text.padStart(widths[column]) : text.padEnd(widths[column])
        )
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

function sampleOf(texts) {
  const some = texts.slice(0, 3).join(' · ')
  return some.length > 56 ? `${some.slice(0, 55)}…` : some
}

function metres(mm) {
  return (mm / 1000).toFixed(2)
}
