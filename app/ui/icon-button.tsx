import { type ButtonHTMLAttributes, forwardRef, type Ref } from 'react'
import { type ButtonLook, buttonClass } from './button'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'

interface Look extends Pick<ButtonLook, 'variant' | 'size'> {
  icon: IconName
  /** What the button does, read aloud and shown as a tip. */
  label: string
}

export type IconButtonProps = Look & { pressed?: boolean } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>

/** A button with a drawing alone; its label is its name. */
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
