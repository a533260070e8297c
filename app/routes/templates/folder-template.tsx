import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { urls } from '~/urls'

interface FolderTemplateProps {
  folderId: string
  /** The templates that apply in the folder. */
  applied: { id: string; name: string }[]
  mayManage: boolean
}

/** Which templates apply to files that arrive in a folder, with the way to change them. */
export function FolderTemplate({ folderId, applied, mayManage }: FolderTemplateProps) {
  const { t } = useTranslation('templates')
  return (
    <section className="panel stack" aria-labelledby="template-heading">
      <h2 id="template-heading">{t('title')}</h2>
      {applied.length === 0 ? (
        <p>{t('folder.none')}</p>
      ) : (
        <ul className="plain-list">
          {applied.map(({ id, name }) => (
            <li key={id}>
              {mayManage ? (
                <a className="link" href={urls.admin.template(id)} dir="auto">
                  {name}
                </a>
              ) : (
                <bdi>{name}</bdi>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage && (
        <p className="button-row">
          <ButtonLink size="s" to={urls.admin.newTemplate({ folder: folderId })}>
            {t('folder.new')}
          </ButtonLink>
        </p>
      )}
    </section>
  )
}
