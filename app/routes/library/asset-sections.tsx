import { useTranslation } from 'react-i18next'
import type { AssetPageData } from './asset'

/** Links to the sections of the page that this asset has for this person. */
export function AssetSections({ page }: { page: AssetPageData }) {
  const { asset, mayEdit, version, steps, related } = page
  const { t } = useTranslation(['result', 'annotations', 'library', 'relations', 'similar'])
  const sections: [id: string, name: string, shown: boolean][] = [
    ['annotations-heading', t('annotations:title'), mayEdit],
    ['texts', t('library:texts.heading'), mayEdit],
    ['rights', t('library:rights.heading'), mayEdit],
    ['captions', t('library:captions.heading'), mayEdit && version.kind === 'video'],
    ['review-heading', t('library:review.heading'), mayEdit],
    ['file-heading', t('library:file.heading'), true],
    ['versions-heading', t('library:versions.heading'), mayEdit],
    ['relations-heading', t('relations:relation.heading'), mayEdit || related.relations.length > 0],
    ['similar', t('similar:similar.title'), asset.hasThumb],
    ['used-heading', t('used.heading'), mayEdit],
    ['history-heading', t('library:history.heading'), mayEdit && steps.length > 0],
  ]
  return (
    <nav className="asset-sections" aria-label={t('sections.label')}>
      <ul>
        {sections.map(
          ([id, name, shown]) =>
            shown && (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ),
        )}
      </ul>
    </nav>
  )
}
