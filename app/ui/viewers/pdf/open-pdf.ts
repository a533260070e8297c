import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask, version } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** Why a PDF cannot be shown; each has a text. */
export type PdfProblem = 'password' | 'damaged' | 'missing' | 'failed'

/** The build copies the character maps, fonts, colour profiles and decoders of the library there. */
const FILES = `/assets/pdfjs-${version}/`
/** Bytes of one range request: large enough that a page of a brochure needs few of them. */
const RANGE_BYTES = 262_144
/** A picture of more pixels inside a PDF is left out: it would take 400 MB. */
const MOST_PIXELS = 100_000_000

/** Starts to load a PDF, by ranges, only what is shown. Nothing of it is ever run, and its forms are not filled. */
export function openPdf(url: string): PDFDocumentLoadingTask {
  GlobalWorkerOptions.workerSrc = workerUrl
  return getDocument({
    url,
    cMapUrl: `${FILES}cmaps/`,
    standardFontDataUrl: `${FILES}standard_fonts/`,
    wasmUrl: `${FILES}wasm/`,
    iccUrl: `${FILES}iccs/`,
    cMapPacked: true,
    useWorkerFetch: true,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    // The library loads by ranges alone only if it may not stream as well.
    disableStream: true,
    rangeChunkSize: RANGE_BYTES,
    maxImageSize: MOST_PIXELS,
    verbosity: 0,
  })
}

/** Returns why a PDF did not open. */
export function problemOf(error: unknown): PdfProblem {
  const { name, status } = (error ?? {}) as { name?: string; status?: number }
  if (name === 'PasswordException') return 'password'
  if (name === 'InvalidPDFException' || name === 'FormatError') return 'damaged'
  if (name === 'ResponseException' && (status === 404 || status === 410 || status === 403)) return 'missing'
  return 'failed'
}
