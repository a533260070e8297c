import { ScrollRestoration as ByRouter, useLocation, useRevalidator } from '@remix-run/react'
import { useRef } from 'react'
import { useBeforePaint } from './before-paint'

/**
 * Begins pages at their top, and pages that Back leads to where they were left. The router also scrolls a page whose data was loaded once
 * more to where it was when that began; who has scrolled meanwhile stays where they are.
 */
export function ScrollRestoration({ nonce }: { nonce?: string }) {
  const place = useRef<{ location?: object; y: number }>({ y: 0 })
  const isSamePage = useRef(false)
  const location = useLocation()
  // Draws this anew with every change that the router scrolls at.
  useRevalidator()
  const note = () => {
    isSamePage.current = place.current.location === location
    place.current = { location, y: scrollY }
  }
  const stay = () => {
    if (isSamePage.current && scrollY !== place.current.y) scrollTo(0, place.current.y)
  }
  // Effects run in the order of the page: before and after those of the router.
  return (
    <>
      <BeforePaint act={note} />
      <ByRouter nonce={nonce} />
      <BeforePaint act={stay} />
    </>
  )
}

function BeforePaint({ act }: { act: () => void }) {
  useBeforePaint(act)
  return null
}
