import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from './classes'
import { IconButton } from './icon-button'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode
  /** `picture` takes nearly all of the screen. */
  size?: 's' | 'm' | 'wide' | 'picture'
  /** `alertdialog` for questions that must be answered; it does not close on a click outside. */
  role?: 'dialog' | 'alertdialog'
}

/** A modal dialog: traps focus, closes on Escape, and restores focus. */
export function Dialog({ open, onClose, title, children, actions, size = 'm', role = 'dialog' }: DialogProps) {
  const { t } = useTranslation('ui')
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      isDismissable={role === 'dialog'}
      onOpenChange={(next) => !next && onClose()}
    >
      <Modal className={classes('dialog-box', size !== 'm' && `dialog-box-${size}`)}>
        <AriaDialog className="dialog" role={role}>
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <IconButton icon="close" label={t('dialog.close')} onClick={onClose} />
          </div>
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-foot">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
