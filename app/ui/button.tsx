import { Link } from '@remix-run/react'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import { forwardRef } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'

export interface ButtonLook {
  variant?: 'primary' | 'quiet' | 'plain' | 'danger' | 'danger-quiet'
  size?: 's' | 'm' | 'l'
  /** Fills the available width. */
  wide?: boolean
  icon?: IconName
  iconEnd?: IconName
  children?: ReactNode
}

/** Returns the class names of a button, for other elements (the label of a file input, a summary). */
export const buttonClass = ({ variant = 'quiet', size = 'm', wide }: ButtonLook = {}, extra?: string) =>
  classes('button', `button-${variant}`, size !== 'm' && `button-${size}`, wide && 'button-wide', extra)

export type ButtonProps = ButtonLook & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>

/** A button. While busy it keeps focus and width, is announced as busy, and ignores clicks. */
export const Button = forwardRef(function Button(
  { variant, size, wide, icon, iconEnd, busy, children, className, type = 'button', onClick, ...rest }: ButtonProps,
  ref: Ref<HTMLButtonElement>,
) {
  const refuse = (event: MouseEvent) => event.preventDefault()
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={buttonClass({ variant, size, wide }, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? refuse : onClick}
    >
      <Content icon={icon} iconEnd={iconEnd}>
        {children}
      </Content>
    </button>
  )
})

type Target = { to: string; href?: never } | { href: string; to?: never }
export type ButtonLinkProps = ButtonLook & Target & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>

/** A link that looks like a button: `to` for pages of the product, `href` for downloads and external URLs. */
export function ButtonLink({
  variant,
  size,
  wide,
  icon,
  iconEnd,
  children,
  className,
  to,
  href,
  ...rest
}: ButtonLinkProps) {
  const look = buttonClass({ variant, size, wide }, className)
  const content = (
    <Content icon={icon} iconEnd={iconEnd}>
      {children}
    </Content>
  )
  if (to !== undefined)
    return (
      <Link {...rest} to={to} className={look}>
        {content}
      </Link>
    )
  return (
    <a {...rest} href={href} className={look}>
      {content}
    </a>
  )
}

function Content({ icon, iconEnd, children }: Pick<ButtonLook, 'icon' | 'iconEnd' | 'children'>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  )
}
