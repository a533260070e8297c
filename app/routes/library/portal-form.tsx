import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Portal, PortalSettings } from '~/domain/portals/portal'
import { PortalTheme } from '~/domain/portals/theme'
import { LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { LocalizedField } from './localized-field'
import { PortalCollections } from './portal-collections'
import { summaryErrors } from './summary-errors'
import { ThemeFields } from './theme-fields'
import { ThemePreview } from './theme-preview'

interface PortalFormProps {
  portal: Portal
  chosen: string[]
  collections: { id: string; title: string; count: number }[]
  pictures: { id: string; title: string; kind: string }[]
  result?: SubmissionResult<string[]>
}

/** Everything about a portal on one page: what it shows, in which words, whose look; the look is drawn as it is chosen. */
export function PortalForm({ portal, chosen, collections, pictures, result }: PortalFormProps) {
  const { t } = useTranslation(['portals', 'library'])
  const busy = useNavigation().state !== 'idle'
  const [theme, setTheme] = useState(portal.theme)
  const [form, fields] = useForm<z.input<typeof PortalSettings>>({
    lastResult: result,
    defaultValue: defaultsOf(portal) as never,
  })
  const themed = fields.theme.getFieldset()
  const text = (name: 'name' | 'headline' | 'introduction' | 'guidelines', multiline: boolean, maxLength: number) => (
    <LocalizedField
      formId={form.id}
      label={t(`words.${name}`)}
      name={name}
      values={portal[name]}
      source={portal.sourceLocale}
      errors={form.allErrors}
      multiline={multiline}
      maxLength={maxLength}
    />
  )
  const pick = (kind: string) => [
    { value: '', label: t('look.none') },
    ...pictures.filter((picture) => picture.kind === kind).map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <Form
      method="post"
      {...getFormProps(form)}
      className="with-aside"
      onChange={(event) => {
        const next = themeIn(event.currentTarget)
        if (next) setTheme(next)
      }}
    >
      <div className="stack">
        <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
        <input type="hidden" name="intent" value="settings" />
        <section className="stack panel">
          <h2>{t('section.content')}</h2>
          <PortalCollections collections={collections} chosen={chosen} errors={fields.collections.errors} />
          <RadioCards
            field={fields.allows}
            legend={t('allows.legend')}
            cards={(['preview', 'web', 'original'] as const).map((value) => ({
              value,
              title: t(`allows.${value}`),
              help: t(`allows.${value}_help`),
            }))}
          />
          <TextField field={fields.slug} label={t('words.slug')} prefix="/p/" dir="ltr" required />
        </section>
        <section className="stack panel">
          <h2>{t('section.words')}</h2>
          {text('name', false, 120)}
          {text('headline', false, 200)}
          {text('introduction', true, 4000)}
          {text('guidelines', true, 8000)}
          <fieldset className="fieldset">
            <legend>{t('words.locales')}</legend>
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
          <Select field={fields.logoAssetId} label={t('look.logo')} options={pick('vector')} />
          <Select field={fields.logoDarkAssetId} label={t('look.logo_dark')} options={pick('vector')} />
          <Select field={fields.heroAssetId} label={t('look.hero')} options={pick('photo')} />
          <ThemeFields fields={themed} focus={themed.heroFocus.getFieldset()} />
        </section>
        <section className="stack panel">
          <h2>{t('section.contact')}</h2>
          <TextField field={fields.contactName} label={t('contact.name')} optional />
          <TextField field={fields.contactEmail} label={t('contact.email')} type="email" optional />
          <TextField field={fields.contactPhone} label={t('contact.phone')} type="tel" dir="ltr" optional />
        </section>
        <p className="button-row save-bar">
          <Button type="submit" variant="primary" size="l" busy={busy}>
            {t('edit.save')}
          </Button>
        </p>
      </div>
      <ThemePreview theme={theme} />
    </Form>
  )
}

function defaultsOf(portal: Portal) {
  const { theme, ...rest } = portal
  const { slug, allows, logoAssetId, logoDarkAssetId, heroAssetId, contactName, contactEmail, contactPhone } = rest
  const chosen = { logoAssetId, logoDarkAssetId, heroAssetId, contactName, contactEmail, contactPhone }
  const filled = Object.entries(chosen).map(([key, value]) => [key, value ?? ''])
  return { slug, allows, theme, ...Object.fromEntries(filled) }
}

/** The theme as the form says it now, or undefined while it is not one. */
function themeIn(element: HTMLFormElement): PortalTheme | undefined {
  const form = new FormData(element)
  const text = (name: string) => String(form.get(`theme.${name}`) ?? '') || undefined
  const parsed = PortalTheme.safeParse({
    brandColour: text('brandColour'),
    ground: text('ground'),
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
