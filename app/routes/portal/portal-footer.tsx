import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'

interface Contact {
  name: string | null
  email: string | null
  phone: string | null
}

/** The portal's contact, on every page. */
export function PortalFooter({ portal }: { portal: { name: string; contact: Contact } }) {
  const { t } = useTranslation('portal')
  const { name, email, phone } = portal.contact
  return (
    <footer className="public-footer">
      <div>
        <p className="eyebrow">{t('contact.title')}</p>
        <p className="public-contact-name">{name ?? portal.name}</p>
        <ul className="public-contact">
          {email && (
            <li>
              <Icon name="mail" />
              <a className="link" href={`mailto:${email}`}>
                {email}
              </a>
            </li>
          )}
          {phone && (
            <li>
              <Icon name="phone" />
              <a className="link" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
                <bdi dir="ltr">{phone}</bdi>
              </a>
            </li>
          )}
        </ul>
      </div>
      <p className="public-promise">{t('promise')}</p>
    </footer>
  )
}
