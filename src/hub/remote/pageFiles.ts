import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Of these, what else they name is needed too. */
const readable = /\.(?:html|m?js|css)$/u

/**
 * The paths of what a built page consists of, itself left out: each file that it, or one of those,
 * names. So a phone is served the page of remotes and nothing of the wall. Empty where it has not
 * been built.
 */
export function pageFiles(folder: string, page: string): ReadonlySet<string> {
  const all = filesIn(folder)
  const needed = new Set<string>()
  const left = [page]
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    const text = textOf(join(folder, file))
    if (text === undefined) continue
    for (const other of all)
      if (!other.endsWith('.html') && !needed.has(other) && text.includes(basename(other))) {
        needed.add(other)
        if (readable.test(other)) left.push(other)
      }
  }
  return new Set([...needed].map((file) => `/${file}`))
}

/** With `/` between folders on every system. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/')
      )
  } catch {
    return []
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
