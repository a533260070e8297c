import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { NO_FACET, type Portal, type PortalSettings } from '~/domain/portals/portal'
import { PortalTheme } from '~/domain/portals/theme'
import { type FacetChoice, isOfferedByDefault } from '~/domain/search/public-facets'
import { LOCALES } from '~/platform/language'
import { LocalizedField } from '~/routes/library/localized-field'
import { summaryErrors } from '~/routes/library/summary-errors'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { OrderedChoices } from './ordered-choices'
import { PictureField } from './picture-field'
import { PortalOutgoing } from './portal-outgoing'
import { ThemeFields } from './theme-fields'
import { ThemePreview } from './theme-preview'

interface PortalFormProps {
  portal: Portal
  chosen: string[]
  facets: FacetChoice[]
  collections: { id: string; title: string; count: number }[]
  /** The logos and the large picture that are currently chosen. */
  pictures: StaffAsset[]
  originalOnlyCount: number
  result?: SubmissionResult<string[]>
  /** The result of the action that saved the settings. */
  saved?: unknown
  onChanged: (changed: boolean) => void
}

/** Id of the collections field, to which errors of actions outside the form link. */
export const COLLECTIONS_FIELD = 'portal-collections'

/** All settings of a portal on one page: contents, texts, theme; the theme preview follows the input. */
export function PortalForm(props: PortalFormProps) {
  const { portal, chosen, facets, collections, pictures, originalOnlyCount, result, saved, onChanged } = props
  const { t } = useTranslation(['portals', 'library', 'search'])
  const busy = useNavigation().formData?.get('intent') === 'settings'
  const [theme, setTheme] = useState(portal.theme)
  const [form, fields] = useForm<z.input<typeof PortalSettings>>({
    id: 'portal',
    lastResult: result,
    defaultValue: defaultsOf(portal) as never,
  })
  const themed = fields.theme.getFieldset()
  const text = (name: 'name' | 'headline' | 'introduction' | 'guidelines', multiline: boolean, maxLength: number) => (
    <LocalizedField
      formId={form.id}
      label={t(`texts.${name}`)}
      name={name}
      values={portal[name]}
      source={portal.sourceLocale}
      errors={form.allErrors}
      multiline={multiline}
      maxLength={maxLength}
    />
  )
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  useEffect(() => onChanged(changed), [onChanged, changed])
  return (
    <Form
      method="post"
      ref={ref}
      {...getFormProps(form)}
      className="with-aside"
      onChange={(event) => {
        const next = themeIn(event.currentTarget)
        if (next) setTheme(next)
      }}
    >
      <div className="stack">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="intent" value="settings" />
        <section className="stack panel">
          <h2>{t('section.content')}</h2>
          <OrderedChoices
            id={COLLECTIONS_FIELD}
            name="collections"
            legend={t('content.collections')}
            choices={collections.map(({ count, ...choice }) => ({ ...choice, note: t('content.count', { count }) }))}
            chosen={chosen}
            errors={fields.collections.errors}
          />
          <PortalOutgoing fields={fields} originalOnlyCount={originalOnlyCount} />
          <input type="hidden" name="facets" value={NO_FACET} />
          <OrderedChoices
            name="facets"
            legend={t('facets.legend')}
            help={t('facets.help')}
            choices={facets.map(({ name, label }) => ({ id: name, title: label ?? t(`search:field.${name}`) }))}
            chosen={portal.facets ?? facets.filter(({ name }) => isOfferedByDefault(name)).map(({ name }) => name)}
            errors={fields.facets.errors}
          />
          <TextField field={fields.slug} label={t('texts.slug')} prefix="/p/" dir="ltr" required />
        </section>
        <section className="stack panel">
          <h2>{t('section.texts')}</h2>
          {text('name', false, 120)}
          {text('headline', false, 200)}
          {text('introduction', true, 4000)}
          {text('guidelines', true, 8000)}
          <fieldset className="fieldset">
            <legend>{t('texts.locales')}</legend>
            {LOCALES.map((locale) => (
              <Checkbox
                key={locale}
                name="locales"
                value={locale}
                label={t(`library:language.${locale}`)}
                defaultChecked={portal.locales.includes(locale)}
              />
            ))}
          </fieldset>
        </section>
        <section className="stack panel">
          <h2>{t('section.look')}</h2>
          {(['logoAssetId', 'logoDarkAssetId', 'heroAssetId'] as const).map((name) => (
            <PictureField
              key={name}
              field={fields[name]}
              label={t(`look.${name}`)}
              picture={pictures.find((picture) => picture.id === portal[name])}
            />
          ))}
          <ThemeFields fields={themed} focus={themed.heroFocus.getFieldset()} />
        </section>
        <section className="stack panel">
          <h2>{t('section.contact')}</h2>
          <TextField field={fields.contactName} label={t('contact.name')} optional />
          <TextField field={fields.contactEmail} label={t('contact.email')} type="email" optional />
          <TextField field={fields.contactPhone} label={t('contact.phone')} type="tel" dir="ltr" optional />
        </section>
        <SaveBar
          label={t('edit.save')}
          busy={busy}
          changed={changed}
          saved={saved}
          savedText={t('edit.done_settings')}
          errors={errors}
        />
      </div>
      <ThemePreview theme={theme} />
    </Form>
  )
}

function defaultsOf(portal: Portal) {
  const { theme, ...rest } = portal
  const {
    slug,
    allows,
    includesOriginalOnly,
    keepsMetadata,
    embeds,
    embedLanguage,
    logoAssetId,
    logoDarkAssetId,
    heroAssetId,
    contactName,
    contactEmail,
    contactPhone,
  } = rest
  const chosen = { logoAssetId, logoDarkAssetId, heroAssetId, contactName, contactEmail, contactPhone }
  const filled = Object.entries(chosen).map(([key, value]) => [key, value ?? ''])
  return {
    ...{ slug, allows, theme, ...Object.fromEntries(filled) },
    originalOnly: includesOriginalOnly ? 'include_originals' : 'leave_out',
    keepsMetadata: keepsMetadata ? 'on' : undefined,
    ...{ embeds, embedLanguage: embedLanguage ?? '' },
  }
}

/** Returns the theme from the form's current values; undefined while they are invalid. */
function themeIn(element: HTMLFormElement): PortalTheme | undefined {
  const form = new FormData(element)
  const text = (name: string) => String(form.get(`theme.${name}`) ?? '') || undefined
  const parsed = PortalTheme.safeParse({
    brandColour: text('brandColour'),
    background: text('background'),
    text: text('text'),
    mode: text('mode'),
    displayFont: text('displayFont'),
    textFont: text('textFont'),
    radius: text('radius'),
    layout: text('layout'),
    scrim: Number(text('scrim') ?? 40),
    heroFocus: { x: Number(text('heroFocus.x') ?? 50), y: Number(text('heroFocus.y') ?? 50) },
  })
  return parsed.success ? parsed.data : undefined
}
