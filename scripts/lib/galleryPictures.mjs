// Builds the gallery, serves it and takes its pictures; run by scripts/gallery.mjs on Node 24.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openGallery, settle } from './galleryPage.mjs'
import { inProject, Refusal, runScript, say } from './project.mjs'

const sizes = { 1080: [1920, 1080], '4k': [3840, 2160] }

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: 'string', default: '1080,4k' },
      to: { type: 'string', default: inProject('gallery') },
      query: { type: 'string', default: '' },
      built: { type: 'boolean', default: false }
    }
  })
  mkdirSync(values.to, { recursive: true })
  const { browser, address, close } = await openGallery({ built: values.built })
  try {
    const wanted = await statesOf(browser, address, positionals)
    for (const [name, only, link] of wanted)
      for (const [label, size] of only ? [[only.join('x'), only]] : sizesOf(values.sizes))
        await picture(browser, {
          page: `${link}${values.query && `&${values.query}`}`,
          size,
          file: path.join(values.to, `${name}-${label}.png`)
        })
  } finally {
    await close()
  }
})

/** The states named, or all, each with its address, and its own size if it has one. */
async function statesOf(browser, address, names) {
  const page = await browser.newPage()
  await page.goto(address)
  const all = await page.locator('[data-state]').evaluateAll((links) =>
    links.map((link) => [
      link.getAttribute('data-state'),
      link
        .getAttribute('data-size')
        ?.split('x')
        .map((length) => Number(length)),
      link.href
    ])
  )
  await page.close()
  const unknown = names.filter((name) => !all.some(([state]) => state === name))
  if (unknown.length > 0) throw new Refusal(`The gallery has no state ${unknown.join(', ')}.`)
  return names.length === 0 ? all : all.filter(([state]) => names.includes(state))
}

function sizesOf(text) {
  return text.split(',').map((label) => {
    if (!(label in sizes)) throw new Refusal(`--sizes knows ${Object.keys(sizes).join(' and ')}.`)
    return [label, sizes[label]]
  })
}

async function picture(browser, { page: address, size: [width, height], file }) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' })
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(address)
  await page.evaluate('document.fonts.ready')
  await settle(page)
  await page.screenshot({ path: file })
  await page.close()
  say([path.relative(process.cwd(), file), ...faults].join('\n  '))
}
