import { useTranslation } from 'react-i18next'
import { type Contradiction, contradictionsOf } from '~/domain/intake/contradictions'
import { Notice } from '~/ui/notice'

/** What of a brief contradicts itself. */
export function Contradictions({ found }: { found: Contradiction[] }) {
  const { t } = useTranslation('briefs')
  if (found.length === 0) return null
  return (
    <Notice tone="warn" title={t('contradiction.title')}>
      <ul className="bullet-list">
        {found.map((each) => (
          <li key={JSON.stringify(each)}>{t(`contradiction.${each.code}`, { ...each })}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Returns what of the current contents of a form contradicts itself. */
export function contradictionsIn(form: HTMLFormElement): Contradiction[] {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const number = (name: string) => Number(text(name)) || null
  const slots: Parameters<typeof contradictionsOf>[0]['slots'] = []
  for (let index = 0; data.has(`slots[${index}].title`); index++)
    if (text(`slots[${index}].title`))
      slots.push({
        title: text(`slots[${index}].title`),
        wanted: number(`slots[${index}].wanted`) ?? 1,
        leastSide: number(`slots[${index}].leastSide`),
      })
  return contradictionsOf({
    ...{ slots, mostFiles: number('mostFiles'), remindsDays: number('remindsDays'), hasDeadline: text('dueAt') !== '' },
    rules: {
      ...{
        kinds: data.getAll('rules.kinds').map(String),
        extensions: text('rules.extensions')
          .split(/[\s,;]+/)
          .filter(Boolean),
      },
      ...{ leastSide: number('rules.leastSide'), profile: text('rules.profile') || null, namePattern: null },
    },
  })
}
