import type { ReactNode } from 'react'

export interface PageHeadProps {
  title: ReactNode
  /** One or two sentences under the title. */
  intro?: ReactNode
  /** Above the title: breadcrumbs or a state badge. */
  above?: ReactNode
  actions?: ReactNode
}

/** The title of a staff page with its actions. */
export function PageHead({ title, intro, above, actions }: PageHeadProps) {
  return (
    <div className="page-head">
      <div>
        {above}
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
      </div>
      {actions && <div className="button-row">{actions}</div>}
    </div>
  )
}
