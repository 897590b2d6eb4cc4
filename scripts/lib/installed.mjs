import { readFileSync } from 'node:fs'
import { inProject } from './project.mjs'

/** Whether node_modules is what package-lock.json says. npm keeps its own list of what it put there. */
export function isInstalled() {
  const lock = packagesOf(inProject('package-lock.json'))
  const present = packagesOf(inProject('node_modules', '.package-lock.json'))
  return lock !== undefined && present !== undefined && agrees(lock, present)
}

/**
 * Every package that every machine needs is there, and nothing is there in another version.
 * @param {Record<string, {version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean}>} lock
 * @param {typeof lock} present
 */
export function agrees(lock, present) {
  const missing = Object.entries(lock).some(
    ([name, wanted]) =>
      name !== '' && wanted.optional !== true && present[name] === undefined && !wanted.devOptional
  )
  const foreign = Object.entries(present).some(
    ([name, { version, integrity }]) =>
      lock[name]?.version !== version || (integrity && lock[name]?.integrity !== integrity)
  )
  return !missing && !foreign
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}
