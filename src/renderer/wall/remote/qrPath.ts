/** The dark modules as one path, each row in runs, so that no seams show between them. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = []
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x += 1) {
      const from = x
      while (row[x]) x += 1
      if (x > from) parts.push(`M${from} ${y}h${x - from}v1h${from - x}z`)
    }
  return parts.join('')
}
