import { useTranslation } from 'react-i18next'
import type { IngestRules } from '~/domain/folders/ingest-rules'
import { LONGEST_PATTERN } from '~/domain/folders/name-pattern'
import { KINDS } from '~/platform/files/kinds'
import { Checkbox } from '~/ui/checkbox'
import { TextField } from '~/ui/text-field'

/** The fields of the rules of a folder, filled with those that apply now. */
export function RuleFields({ rules, hasScan }: { rules: IngestRules | undefined; hasScan: boolean }) {
  const { t } = useTranslation(['holds', 'library'])
  return (
    <>
      <fieldset className="fieldset">
        <legend>{t('rules.kinds')}</legend>
        <p className="muted">{t('rules.kinds_help')}</p>
        <div className="preset-kinds">
          {KINDS.map((kind) => (
            <Checkbox
              key={kind}
              name="kinds"
              value={kind}
              label={t(`library:kind.${kind}`)}
              defaultChecked={rules?.kinds.includes(kind)}
            />
          ))}
        </div>
      </fieldset>
      <TextField
        name="extensions"
        label={t('rules.extensions')}
        help={t('rules.extensions_help')}
        defaultValue={rules?.extensions.join(', ')}
        maxLength={600}
        optional
      />
      <TextField
        name="leastSide"
        type="number"
        min={1}
        max={100000}
        label={t('rules.least_side')}
        help={t('rules.least_side_help')}
        defaultValue={rules?.leastSide ?? undefined}
        optional
      />
      <TextField
        name="profile"
        label={t('rules.profile')}
        help={t('rules.profile_help')}
        defaultValue={rules?.profile ?? undefined}
        maxLength={100}
        optional
      />
      <TextField
        name="namePattern"
        label={t('rules.name_pattern')}
        help={t('rules.name_pattern_help')}
        defaultValue={rules?.namePattern ?? undefined}
        maxLength={LONGEST_PATTERN}
        optional
      />
      <Checkbox
        name="isScanned"
        value="on"
        label={t('rules.scan')}
        help={t(hasScan ? 'rules.scan_help' : 'rules.scan_missing')}
        defaultChecked={rules?.isScanned}
      />
    </>
  )
}
