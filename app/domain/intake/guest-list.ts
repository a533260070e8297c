import { GuestEmail } from '~/domain/guests/guest'

/** The most guests that are invited at once. */
export const MOST_INVITED = 500
const LONGEST_NAME = 120

export interface ListedGuest {
  name: string
  email: string
}

export interface GuestList {
  guests: ListedGuest[]
  /** Lines without an address that letters can go to, as they were typed. */
  unreadable: string[]
}

/**
 * Reads a list of people as it is pasted from a letter or a spreadsheet: `Name <address>`, `Name, address`, `address;Name`, a tab
 * between them, or the address alone; one to a line, or addresses alone with commas between them. Who is listed twice is invited once.
 */
export function parseGuests(text: string): GuestList {
  const guests = new Map<string, ListedGuest>()
  const unreadable: string[] = []
  for (const line of text.split(/\r?\n/).flatMap(partsOf)) {
    const guest = guestIn(line)
    if (!guest) unreadable.push(line)
    else if (!guests.has(guest.email.toLowerCase())) guests.set(guest.email.toLowerCase(), guest)
  }
  return { guests: [...guests.values()], unreadable }
}

/** A line with several addresses is a list of them. */
function partsOf(line: string): string[] {
  const parts = (line.match(/@/g) ?? []).length > 1 ? line.split(/[,;\t]/) : [line]
  return parts.map((part) => part.trim()).filter(Boolean)
}

function guestIn(line: string): ListedGuest | undefined {
  const email = line.match(/[^\s<>,;"']+@[^\s<>,;"']+/)?.[0]
  if (!email || !GuestEmail.safeParse(email).success) return undefined
  const rest = line
    .replace(email, ' ')
    .replace(/["<>,;\t]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { name: (rest || email.slice(0, email.indexOf('@'))).slice(0, LONGEST_NAME), email }
}
