import type { ReactNode } from 'react'
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { type ButtonLook, buttonClass } from './button'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { KeyHint } from './key-hint'

export interface MenuAction {
  id: string
  label: string
  icon?: IconName
  /** Keyboard shortcut of the action. */
  keys?: string
  danger?: boolean
  disabled?: boolean
  onAction?: () => void
  /** URL of a page to open instead of running an action. */
  href?: string
}

export interface MenuProps extends Pick<ButtonLook, 'variant' | 'size' | 'icon'> {
  /** Name of the button; announced if there are no `children`, only the icon. */
  label: string
  children?: ReactNode
  actions: MenuAction[]
}

/**
 * A button that opens a list of actions, with arrow keys and type-ahead. Needs scripts, so for visitors it must never
 * be the only way to an action.
 */
export function Menu({ label, children, actions, variant = 'plain', size, icon = 'more' }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={children ? undefined : label}
        className={buttonClass({ variant, size }, children ? undefined : 'button-icon')}
      >
        {children ?? <Icon name={icon} />}
        {children && <Icon name="chevron-down" />}
      </AriaButton>
      <Popover className="menu-box" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
          {actions.map(({ id, label: visibleLabel, icon: drawing, keys, danger, disabled, onAction, href }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={visibleLabel}
              href={href}
              isDisabled={disabled}
              onAction={onAction}
              className={classes('menu-item', danger && 'menu-item-danger') ?? ''}
            >
              {drawing && <Icon name={drawing} />}
              {visibleLabel}
              {keys && <KeyHint keys={keys} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
