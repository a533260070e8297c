import { COUNTRIES } from '~/platform/countries'
import type { Content, PlaceDetails } from './value'

/** Why a text is no place; a code of the `errors` locale file. */
export type PlaceIssue = 'place.name' | 'place.country' | 'place.position'

export type ReadPlace = { content: Content; issue?: undefined } | { issue: PlaceIssue; content?: undefined }

/** Decimals of a degree that are kept; the sixth is 11 cm. */
const DECIMALS = 6

/** Name, country in brackets, latitude and longitude with decimals, since whole numbers may be a part of the name. */
const WRITTEN = /^(.*?)(?:\s*\[([^[\]]*)\])?(?:\s*([+\-−]?\d{1,3}\.\d{1,20})\s*[,\s]\s*([+\-−]?\d{1,3}\.\d{1,20}))?$/su

/** Returns the place that a text names: `Getaria`, `Getaria [ES]`, `Getaria [ES] 43.3037, -2.2044`; or why it names none. */
export function readPlace(text: string): ReadPlace {
  const [, name = '', country, latitude, longitude] = WRITTEN.exec(text.trim()) ?? []
  const position = latitude && longitude ? readPosition(`${latitude}, ${longitude}`) : {}
  return placeOf({ name, country, position })
}

/** What a form has of a place. */
export interface PlaceInput {
  name?: string
  country?: string
  /** As maps copy it: `43.3037, -2.2044`. */
  position?: string
}

/** Returns the place that a form says; without anything, undefined. */
export function placeOfInput({ name = '', country, position = '' }: PlaceInput): ReadPlace | undefined {
  if (!name.trim() && !country && !position.trim()) return undefined
  return placeOf({ name, country, position: position.trim() ? readPosition(position) : {} })
}

/** Returns a place as text, which `readPlace` reads back. */
export function writePlace({ text = '', place }: Content): string {
  const parts = [text, place?.country && `[${place.country}]`, writePosition(place)]
  return parts.filter(Boolean).join(' ')
}

/** Returns a position as `43.3037, -2.2044`; empty without one. */
export const writePosition = ({ latitude, longitude }: PlaceDetails = {}): string =>
  latitude === undefined || longitude === undefined ? '' : `${withDecimals(latitude)}, ${withDecimals(longitude)}`

const withDecimals = (degrees: number): string => (Number.isInteger(degrees) ? degrees.toFixed(1) : String(degrees))

interface Said {
  name: string
  country: string | undefined
  position: Pick<PlaceDetails, 'latitude' | 'longitude'> | undefined
}

function placeOf({ name, country, position }: Said): ReadPlace {
  const text = name.trim()
  const code = country?.trim().toUpperCase() || undefined
  if (!text) return { issue: 'place.name' }
  if (code && !COUNTRIES.includes(code)) return { issue: 'place.country' }
  if (!position) return { issue: 'place.position' }
  const place = { ...(code && { country: code }), ...position }
  return { content: Object.keys(place).length > 0 ? { text, place } : { text } }
}

/** Undefined for what is no position. A decimal comma is one where the two numbers are apart by more than it. */
function readPosition(text: string): Pick<PlaceDetails, 'latitude' | 'longitude'> | undefined {
  const clean = text.trim().replaceAll('−', '-').replace(/°/g, '')
  const points = /^([+-]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)$/.exec(clean)
  const commas = /^([+-]?\d{1,3},\d+)\s*[;\s]\s*([+-]?\d{1,3},\d+)$/.exec(clean)
  const [, first = '', second = ''] = points ?? commas ?? []
  const [latitude, longitude] = [first, second].map((each) => Number(each.replace(',', '.')))
  if (!first || latitude === undefined || longitude === undefined) return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  return { latitude: rounded(latitude), longitude: rounded(longitude) }
}

const rounded = (degrees: number): number => Number(degrees.toFixed(DECIMALS)) + 0
