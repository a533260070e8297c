import { type BuiltInKey, FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'

/** A field of the schema as the migrations make it, or one of the brand, whose id is made of its key. */
export function schemaField(key: string, more: Partial<MetadataField> = {}): MetadataField {
  const builtIn = Object.hasOwn(FIELD_ID, key) ? FIELD_ID[key as BuiltInKey] : undefined
  const ofKey = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9000, 0)
  return {
    ...{ id: builtIn ?? 101 + ofKey, key, type: 'text', group: 'description', labels: {}, help: {}, kinds: null },
    ...{
      isRequired: key === 'title',
      isRequiredForApproval: false,
      isLocalizable: builtIn !== undefined && builtIn < 5,
    },
    ...{ isPublic: builtIn !== undefined, isSearchable: true, isFacet: false, allowsCorrections: false },
    ...{ mostLength: null, tags: [], vocabularyId: null, isBuiltIn: builtIn !== undefined, retiredAt: null },
    ...more,
  }
}
