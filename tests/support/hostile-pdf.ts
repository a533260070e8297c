/** A PDF of any number of pages that share their content: lines of Helvetica, in a box in points; a hundred bytes for each page. */
export function manyPages(count: number, box: string, lines: readonly string[]): Buffer {
  const drawn = `BT /F1 9 Tf 10 TL 20 800 Td ${lines.map((line) => `(${line}) Tj T*`).join('\n')} ET`
  const pages = Array.from({ length: count }, (_, at) => at + 5)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${count} /MediaBox [${box}] /Resources << /Font << /F1 3 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    ...pages.map(() => '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>'),
  ]
  const parts = ['%PDF-1.4\n']
  let length = 9
  const offsets = objects.map((object, at) => {
    const offset = length
    const part = `${at + 1} 0 obj\n${object}\nendobj\n`
    parts.push(part)
    length += part.length
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const trailer = `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.from(`${parts.join('')}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}${trailer}`, 'latin1')
}
