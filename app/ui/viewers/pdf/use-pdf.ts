import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { openPdf, type PdfProblem, problemOf } from './open-pdf'
import type { PageSize } from './pdf-page'

export interface LoadedPdf {
  pdf: PDFDocumentProxy
  /** Size of the first page. */
  first: PageSize
}

/** Loads a PDF and closes it with the component. Both are undefined while it loads. */
export function usePdf(url: string): { loaded: LoadedPdf | undefined; problem: PdfProblem | undefined } {
  const [loaded, setLoaded] = useState<LoadedPdf>()
  const [problem, setProblem] = useState<PdfProblem>()
  useEffect(() => {
    const task = openPdf(url)
    let isCurrent = true
    const load = async () => {
      const pdf = await task.promise
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
      if (isCurrent) setLoaded({ pdf, first: { width, height } })
    }
    load().catch((error: unknown) => isCurrent && setProblem(problemOf(error)))
    return () => {
      isCurrent = false
      setLoaded(undefined)
      setProblem(undefined)
      void task.destroy()
    }
  }, [url])
  return { loaded, problem }
}
