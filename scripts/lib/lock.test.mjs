import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withLock } from './lock.mjs'

let folder
let file
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'siaga-lock-'))
  file = path.join(folder, 'deep', 'prepare.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('lets one work at a time and says so to who waits', async () => {
  const order = []
  let release = () => {}
  const first = withLock(file, async () => {
    order.push('first begins')
    await new Promise((resolve) => (release = resolve))
    order.push('first ends')
  })
  const second = withLock(
    file,
    async () => void order.push('second'),
    () => {
      order.push('second waits')
      release()
    }
  )
  await Promise.all([first, second])
  expect(order).toEqual(['first begins', 'second waits', 'first ends', 'second'])
  expect(existsSync(file)).toBe(false)
})

it('is free again after a failure', async () => {
  const failing = withLock(file, () => Promise.reject(new Error('the build failed')))
  await expect(failing).rejects.toThrow('the build failed')
  expect(await withLock(file, () => Promise.resolve('built'))).toBe('built')
})

it('takes over from a holder that has died', async () => {
  await withLock(file, () => Promise.resolve())
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(file, String(pid))
  expect(await withLock(file, () => Promise.resolve('taken over'))).toBe('taken over')
})
