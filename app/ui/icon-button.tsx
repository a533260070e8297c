import { type ButtonHTMLAttributes, forwardRef, type Ref } from 'react'
import { type ButtonLook, buttonClass } from './button'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'

interface Look extends Pick<ButtonLook, 'variant' | 'size'> {
  icon: IconName
  /** What the button does: accessible name and tooltip. */
  label: string
}

export type IconButtonProps = Look & { pressed?: boolean } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>

/** A button with an icon only; `label` is its accessible name. */
export const IconButton = forwardRef(function IconButton(
  { icon, label, variant = 'plain', size, pressed, className, type = 'button', ...rest }: IconButtonProps,
  ref: Ref<HTMLButtonElement>,
) {
  return (
    <button
      title={label}
      {...rest}
      ref={ref}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      className={buttonClass({ variant, size }, classes('button-icon', className))}
    >
      <Icon name={icon} />
    </button>
  )
})
