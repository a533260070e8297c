import { useTranslation } from 'react-i18next'

/**
 * The brand's own text of its rules: paragraphs are separated by blank lines, and a short first line becomes their
 * heading.
 */
export function Guidelines({ text, lang }: { text: string; lang: string }) {
  const { t } = useTranslation('portal')
  const blocks = text.split(/\n{2,}/).map((block) => {
    const [first = '', ...rest] = block.split('\n')
    return rest.length ? { heading: first, body: rest.join('\n') } : { heading: undefined, body: first }
  })
  return (
    <section className="public-section guidelines" aria-labelledby="guidelines">
      <h2 id="guidelines">{t('home.guidelines')}</h2>
      <div className="guideline-list" lang={lang}>
        {blocks.map((block) => (
          <div key={block.body} className="prose">
            {block.heading && <h3>{block.heading}</h3>}
            <p>{block.body}</p>
          </div>
        ))}
      </div>
    </section>
  )
}
