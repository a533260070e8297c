/** A spot of a colour, `#1a5fb4`, for eyes only: its name stands beside it. Drawn, since public pages have no style attributes. */
export function Swatch({ hex }: { hex: string }) {
  return (
    <svg className="colour-swatch" viewBox="0 0 1 1" aria-hidden="true">
      <rect width="1" height="1" fill={hex} />
    </svg>
  )
}
