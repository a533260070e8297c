import { useTranslation } from 'react-i18next'
import { choosableFeatures, featureName, isOnByDefault } from './features'

interface FeatureSwitchesProps {
  tags: readonly string[]
  switched: Readonly<Record<string, boolean>>
  onChange: (switched: Record<string, boolean>) => void
}

/** The OpenType features of a font, to switch on and off. */
export function FeatureSwitches({ tags, switched, onChange }: FeatureSwitchesProps) {
  const { t } = useTranslation('viewer')
  const choices = choosableFeatures(tags)
  if (choices.length === 0) return null
  const name = (tag: string) => {
    const { key, number } = featureName(tag)
    return t(`font.feature.${key}`, { number, defaultValue: '' })
  }
  return (
    <details className="specimen-part" open={choices.length <= 12}>
      <summary className="eyebrow">{t('font.features')}</summary>
      <ul className="specimen-features">
        {choices.map((tag) => (
          <li key={tag}>
            <label className="choice">
              <input
                type="checkbox"
                className="checkbox"
                checked={switched[tag] ?? isOnByDefault(tag)}
                onChange={(event) => onChange({ ...switched, [tag]: event.target.checked })}
              />
              <span>
                {name(tag)} <code dir="ltr">{tag}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  )
}
