import { type AuditQuery, part, query } from './parts'

/** URLs for administrators and of what managers set up. */
export const adminUrls = {
  audit: (filter: AuditQuery = {}) => `/admin/audit${query({ ...filter })}`,
  /** What became of letters, and what each looks like. */
  letters: () => '/admin/letters',
  conversions: () => '/admin/conversions',
  imports: () => '/admin/imports',
  import: (id: string, shown: { of?: string; after?: number } = {}) =>
    `/admin/imports/${part(id)}${query({ ...shown })}`,
  importReport: (id: string) => `/admin/imports/${part(id)}/report.csv`,
  metadata: () => '/admin/metadata',
  newField: () => '/admin/metadata/new',
  field: (key: string) => `/admin/metadata/fields/${part(key)}`,
  /** What another type would make of the values of a field, asked before it is done. */
  fieldType: (key: string, target: { type?: string; isLocalizable?: string } = {}) =>
    `/admin/metadata/fields/${part(key)}/type${query(target)}`,
  vocabularies: () => '/admin/metadata/vocabularies',
  vocabulary: (key: string) => `/admin/metadata/vocabularies/${part(key)}`,
  term: (key: string, id: number) => `/admin/metadata/vocabularies/${part(key)}/terms/${id}`,
  templates: () => '/admin/metadata/templates',
  newTemplate: (given: { folder?: string } = {}) => `/admin/metadata/templates/new${query(given)}`,
  template: (id: string) => `/admin/metadata/templates/${part(id)}`,
  fieldGroup: (key: string) => `/admin/metadata/groups/${part(key)}`,
  /** What was searched for: by default what nothing was found by. */
  searches: (shown: { of?: 'all'; added?: string } = {}) => `/admin/searches${query({ ...shown })}`,
  /** Where words that were searched for become another name of a term. */
  searchSynonym: (q: string) => `/admin/searches/synonym${query({ q })}`,
  reviewTemplates: () => '/admin/review-templates',
  newReviewTemplate: () => '/admin/review-templates/new',
  reviewTemplate: (id: string) => `/admin/review-templates/${part(id)}`,
  presets: () => '/admin/presets',
  newPreset: () => '/admin/presets/new',
  /** Shows what unsaved settings make of three files. */
  presetSample: () => '/admin/presets/sample',
  preset: (key: string) => `/admin/presets/${part(key)}`,
  storage: () => '/admin/storage',
  auditExport: (filter: AuditQuery = {}) => `/admin/audit.csv${query({ ...filter })}`,
}
