import { createContext, type MutableRefObject, type ReactNode, useContext, useRef } from 'react'

type PresentFilm = MutableRefObject<HTMLVideoElement | null>

const Film = createContext<PresentFilm | undefined>(undefined)

/** Lets other parts of a page know the film that is shown in it. */
export function PresentFilmProvider({ children }: { children: ReactNode }) {
  const film = useRef<HTMLVideoElement>(null) as PresentFilm
  return <Film.Provider value={film}>{children}</Film.Provider>
}

/** Returns where the film that is shown notes itself; a place of its own where nobody asks. */
export function usePresentFilm(): PresentFilm {
  const own = useRef<HTMLVideoElement>(null) as PresentFilm
  return useContext(Film) ?? own
}
