import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortalTheme } from '~/domain/portals/theme'
import { compileTheme } from '~/domain/portals/theme-css'
import { Badge } from '~/ui/badge'
import { Notice } from '~/ui/notice'

/** A preview of the theme by the compiler that also makes the portal's stylesheet, with all contrasts measured. */
export function ThemePreview({ theme }: { theme: PortalTheme }) {
  const { t } = useTranslation('portals')
  const compiled = useMemo(() => compileTheme(theme), [theme])
  useEffect(() => {
    // A constructed stylesheet, because the content security policy forbids inline styles.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(compiled.css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [compiled])
  const token = (name: string) => t(`preview.token.${name}`, { defaultValue: name })
  const pairs = compiled.report.pairs.filter(
    (pair) => pair.level === 'block' || pair.level === 'warn' || KEY_PAIRS.has(`${pair.front}/${pair.back}`),
  )
  return (
    <aside className="stack theme-preview" aria-label={t('preview.title')}>
      <div className="portal theme-sample">
        <p className="eyebrow">{t('preview.eyebrow')}</p>
        <h3>{t('preview.headline')}</h3>
        <p>
          {t('preview.text')} <span className="link">{t('preview.link')}</span>
        </p>
        <p>
          <span className="button button-primary">{t('preview.button')}</span>
        </p>
      </div>
      {!compiled.report.publishable && <Notice tone="bad">{t('preview.unreadable')}</Notice>}
      <table className="contrast">
        <caption>{t('preview.contrast')}</caption>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${pair.mode}${pair.front}${pair.back}`}>
              <th scope="row">
                {t('preview.pair', {
                  mode: t(`look.mode_${pair.mode}`),
                  front: token(pair.front),
                  back: token(pair.back),
                })}
              </th>
              <td className="numbers">{pair.ratio.toFixed(2)}</td>
              <td>
                <Badge tone={pair.pass ? 'ok' : 'bad'}>{t(pair.pass ? 'preview.pass' : 'preview.fail')}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  )
}

const KEY_PAIRS = new Set(['text/bg', 'on-accent/accent', 'accent-text/surface'])
