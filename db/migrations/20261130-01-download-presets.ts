import { triggersOf } from './20261125-04-content-change'
import { type PresetSeed, rowsOf, settings } from './preset-seeds'

const PICTURES = ['photo', 'vector', 'raw', 'layered']

/** The presets that an installation begins with; administrators change and retire them like their own. */
const SEEDS: PresetSeed[] = [
  {
    key: 'png-2000',
    names: {
      ...{ en: 'PNG, 2000 px, transparent', es: 'PNG, 2000 px, transparente', eu: 'PNG, 2000 px, gardena' },
      ...{ fr: 'PNG, 2000 px, transparent', de: 'PNG, 2000 px, transparent', ar: 'صورة PNG شفافة، 2000 بكسل' },
    },
    kinds: PICTURES,
    settings: settings({ format: 'png', width: 2000, height: 2000, background: 'keep' }),
    tier: 'web',
  },
  {
    key: 'square-1080',
    names: {
      ...{ en: 'Square, 1080 px', es: 'Cuadrado, 1080 px', eu: 'Karratua, 1080 px' },
      ...{ fr: 'Carré, 1080 px', de: 'Quadrat, 1080 px', ar: 'مربع، 1080 بكسل' },
    },
    kinds: ['photo', 'raw', 'layered'],
    settings: settings({ width: 1080, height: 1080, fit: 'cover', quality: 85 }),
    tier: 'web',
  },
  {
    key: 'wide-1920',
    names: {
      ...{ en: '16:9, 1920 px', es: '16:9, 1920 px', eu: '16:9, 1920 px' },
      ...{ fr: '16:9, 1920 px', de: '16:9, 1920 px', ar: 'عريض 16:9، 1920 بكسل' },
    },
    kinds: ['photo', 'raw', 'layered'],
    settings: settings({ width: 1920, height: 1080, fit: 'cover', quality: 85 }),
    tier: 'web',
  },
  {
    key: 'print-jpeg',
    names: {
      ...{
        en: 'Print, JPEG, CMYK, 300 dpi',
        es: 'Impresión, JPEG, CMYK, 300 ppp',
        eu: 'Inprimatzeko, JPEG, CMYK, 300 dpi',
      },
      ...{
        fr: 'Impression, JPEG, CMJN, 300 ppp',
        de: 'Druck, JPEG, CMYK, 300 dpi',
        ar: 'للطباعة، JPEG،‏ CMYK،‏ 300 نقطة في البوصة',
      },
    },
    kinds: PICTURES,
    settings: settings({ width: 5000, height: 5000, colourSpace: 'cmyk', quality: 92, dpi: 300 }),
    tier: 'original',
  },
  {
    key: 'print-tiff',
    names: {
      ...{
        en: 'Print, TIFF, CMYK, 300 dpi',
        es: 'Impresión, TIFF, CMYK, 300 ppp',
        eu: 'Inprimatzeko, TIFF, CMYK, 300 dpi',
      },
      ...{
        fr: 'Impression, TIFF, CMJN, 300 ppp',
        de: 'Druck, TIFF, CMYK, 300 dpi',
        ar: 'للطباعة، TIFF،‏ CMYK،‏ 300 نقطة في البوصة',
      },
    },
    kinds: PICTURES,
    settings: settings({ format: 'tiff', width: 5000, height: 5000, colourSpace: 'cmyk', dpi: 300 }),
    tier: 'original',
  },
  {
    key: 'webm-1080',
    names: {
      ...{ en: 'WebM, 1080p', es: 'WebM, 1080p', eu: 'WebM, 1080p' },
      ...{ fr: 'WebM, 1080p', de: 'WebM, 1080p', ar: 'فيلم WebM،‏ 1080p' },
    },
    kinds: ['video'],
    settings: settings({ format: 'webm', width: 1920, height: 1920 }),
    tier: 'web',
  },
  {
    key: 'gif-480',
    names: {
      ...{ en: 'GIF, the first seconds', es: 'GIF, los primeros segundos', eu: 'GIF, lehen segundoak' },
      ...{ fr: 'GIF, les premières secondes', de: 'GIF, die ersten Sekunden', ar: 'صورة GIF متحركة، الثواني الأولى' },
    },
    kinds: ['video'],
    settings: settings({ format: 'gif', width: 480, height: 480 }),
    tier: 'web',
  },
]

/**
 * Presets that administrators define for downloads, and what is made by them when it is first asked for: one row for each
 * version and recipe, which is the hash of the settings and of the credit. A size that a member of staff asks for has no
 * preset, and an end. A sample is asked for by the form of a preset and keeps measures and small pictures for minutes.
 */
export const downloadPresets = `
create table download_preset (
  key text primary key check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 40),
  names jsonb not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  settings jsonb not null,
  tier text not null check (tier in ('web', 'original')),
  position integer not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  retired_at timestamptz
);

create table preset_rendition (
  version_id uuid not null references asset_version on delete cascade,
  recipe text not null,
  preset_key text references download_preset,
  settings jsonb not null,
  state text not null check (state in ('waiting', 'made', 'failed')),
  reason text,
  object_key text,
  sha256 text,
  crc32 bigint,
  byte_size bigint,
  media_type text,
  width integer,
  height integer,
  asked_at timestamptz not null default now(),
  asked_by uuid references person on delete set null,
  made_at timestamptz,
  expires_at timestamptz,
  primary key (version_id, recipe),
  constraint preset_rendition_made_whole check (state <> 'made' or (object_key is not null and sha256 is not null
    and crc32 is not null and byte_size is not null and media_type is not null and made_at is not null)),
  constraint preset_rendition_size_ends check (preset_key is not null or expires_at is not null)
);
create index preset_rendition_preset_idx on preset_rendition (preset_key, state);
create index preset_rendition_expires_idx on preset_rendition (expires_at) where expires_at is not null;

create table preset_sample (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  settings jsonb not null,
  kinds text[] not null,
  result jsonb,
  asked_at timestamptz not null default now()
);

insert into download_preset (key, names, kinds, settings, tier, position) values
${rowsOf(SEEDS)};

${triggersOf('download_preset', 'select id from portal union all select id from share')}
${triggersOf(
  'preset_rendition',
  `select scopes_of_assets(array(
    select v.asset_id from changed c join asset_version v on v.id = c.version_id))`,
)}
`
