import path from 'node:path'

/**
 * An ESLint rule that keeps the layer table: see eslint.config.js.
 * @param {Record<string, {folders: string[], packages: string[]}>} layers
 */
export function layering(layers) {
  const folders = Object.keys(layers).sort((a, b) => b.length - a.length)
  const folderOf = (file) => folders.find((folder) => isWithin(file, folder))

  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const file = path.relative(context.cwd, context.filename).replaceAll('\\', '/')
      const folder = folderOf(file)
      if (folder === undefined) return {}
      const layer = layers[folder]
      const allowed = [folder, ...layer.folders, ...layer.packages].join(', ')

      function check(node) {
        const source = node.source?.value
        if (typeof source !== 'string') return
        const ok = source.startsWith('.')
          ? isAllowedFile(path.posix.join(path.posix.dirname(file), source))
          : layer.packages.some((name) => source === name || source.startsWith(withSlash(name)))
        if (!ok) context.report({ node, message: `${folder} may import only ${allowed}.` })
      }

      function isAllowedFile(target) {
        if (target.startsWith('resources/') || target.endsWith('package.json')) return true
        if (folderOf(target) === folder) return true
        return layer.folders.some((name) => isWithin(target, name))
      }

      return {
        ImportDeclaration: check,
        ImportExpression: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check
      }
    }
  }
}

const isWithin = (file, folder) => file === folder || file.startsWith(`${folder}/`)
const withSlash = (name) => (name.endsWith(':') ? name : `${name}/`)
