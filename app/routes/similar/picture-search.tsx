import { Link } from '@remix-run/react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '~/ui/button'
import { classes } from '~/ui/classes'
import { Icon } from '~/ui/icon'
import { urls } from '~/urls'
import { ACCEPTED } from './accepted'
import { usePictureSearch } from './use-picture-search'

/** Makes a search field take pictures, too: they are dropped on it, pasted into it, or chosen with the button beside it. */
export function PictureSearch({ children }: { children: ReactNode }) {
  const { t } = useTranslation('similar')
  const { isOver, isBusy, errors, send, events } = usePictureSearch()
  const chooser = useRef<HTMLInputElement>(null)
  return (
    // Dropping and pasting are extras: the link does the same by keyboard.
    <span className={classes('picture-search', isOver && 'is-over')} {...events}>
      {children}
      <Link
        className={buttonClass({ variant: 'plain' }, 'button-icon')}
        to={urls.library.byPicture()}
        aria-label={t('by_picture.title')}
        title={t('by_picture.hint')}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || !chooser.current) return
          event.preventDefault()
          chooser.current.click()
        }}
      >
        <Icon name="camera" />
      </Link>
      <input
        ref={chooser}
        type="file"
        className="sr-only"
        tabIndex={-1}
        accept={ACCEPTED}
        aria-label={t('by_picture.file')}
        onChange={(event) => {
          event.stopPropagation()
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) send(file)
        }}
      />
      <span className="picture-search-state" role="status">
        {isOver ? t('field.drop') : isBusy ? t('field.busy') : undefined}
        {!isBusy && errors.length > 0 && (
          <span className="field-error">
            <Icon name="error" /> {errors.join(' ')}
          </span>
        )}
      </span>
    </span>
  )
}
