import { index, layout, type RouteConfig, route } from '@remix-run/route-config'

/** Unknown addresses below these are shown inside the staff layout. */
const STAFF_PLACES = ['library', 'review', 'collections', 'portals', 'shares', 'admin']

/** Every URL of the product. Each loader and action authorises by itself, because a guard in a layout protects nothing. */
export default [
  index('routes/auth/root-redirect.ts'),
  route('sign-in', 'routes/auth/sign-in.tsx'),
  route('sign-out', 'routes/auth/sign-out.ts'),
  route('password/:token', 'routes/auth/password.tsx'),
  route('readyz', 'routes/api/readyz.ts'),

  route('p/:portal', 'routes/portal/layout.tsx', [
    index('routes/portal/home.tsx'),
    route('c/:collection', 'routes/portal/collection.tsx'),
    route('a/:asset', 'routes/portal/asset.tsx'),
    route('*', 'routes/portal/missing.tsx'),
  ]),
  route('p/:portal/c/:collection/kit.zip', 'routes/portal/kit.ts'),
  route('p/:portal/media/:asset/:preset', 'routes/portal/media.ts'),
  route('p/:portal/download/:asset/:rendition', 'routes/portal/download.ts'),
  route('themes/:portal/:file', 'routes/portal/theme.ts'),

  route('s/:token', 'routes/share/landing.tsx'),
  route('s/:token/a/:asset', 'routes/share/asset.tsx'),
  route('s/:token/unlock', 'routes/share/unlock.tsx'),
  route('s/:token/kit.zip', 'routes/share/kit.ts'),
  route('s/:token/media/:asset/:preset', 'routes/share/media.ts'),
  route('s/:token/download/:asset/:rendition', 'routes/share/download.ts'),

  layout('routes/library/shell.tsx', [
    route('library', 'routes/library/grid.tsx'),
    route('library/assets/:asset', 'routes/library/asset.tsx'),
    route('review', 'routes/review/queue.tsx'),
    route('review/:asset', 'routes/review/item.tsx'),
    route('collections', 'routes/collections/collections.tsx'),
    route('collections/:collection', 'routes/collections/collection.tsx'),
    route('collections/:collection/pick', 'routes/collections/pick.tsx'),
    route('portals', 'routes/portals/portals.tsx'),
    route('portals/:portal', 'routes/portals/portal.tsx'),
    route('shares', 'routes/shares/shares.tsx'),
    route('shares/new', 'routes/shares/new-share.tsx'),
    route('shares/:share', 'routes/shares/share.tsx'),
    route('bin', 'routes/bin/bin.tsx'),
    route('people', 'routes/people/people.tsx'),
    route('people/:person', 'routes/people/person.tsx'),
    route('account', 'routes/account/account.tsx'),
    route('admin/audit', 'routes/admin/audit.tsx'),
    route('admin/conversions', 'routes/admin/conversions.tsx'),
    ...STAFF_PLACES.map((place) => route(`${place}/*`, 'routes/library/missing.tsx', { id: `missing-${place}` })),
  ]),
  route('shares/:share/address', 'routes/shares/share-address.ts'),
  route('admin/audit.csv', 'routes/admin/audit-export.ts'),
  route('library/assets/:asset/describe', 'routes/library/describe.ts'),
  route('library/assets/:asset/rights', 'routes/library/rights.ts'),
  route('library/assets/:asset/review', 'routes/library/review.ts'),
  route('library/assets/:asset/retry', 'routes/library/retry.ts'),
  route('library/bulk', 'routes/library/bulk.ts'),
  route('library/selections', 'routes/library/selections.ts'),
  route('library/matching', 'routes/library/matching.ts'),
  route('library/media/:version/:preset', 'routes/library/media.ts'),
  route('library/download/:version/:rendition', 'routes/library/download.ts'),
  route('library/pictures', 'routes/portals/pictures.ts'),
  route('library/uploads', 'routes/uploads/uploads.ts'),
  route('library/uploads/:upload', 'routes/uploads/upload.ts'),

  route('library/bin', 'routes/bin/delete-assets.ts'),
  route('collections/:collection/bin', 'routes/bin/delete-collection.ts'),
  route('portals/:portal/bin', 'routes/bin/delete-portal.ts'),
  route('shares/:share/bin', 'routes/bin/delete-share.ts'),
  route('bin/references', 'routes/bin/references.ts'),
  route('bin/restore', 'routes/bin/restore.ts'),
  route('bin/purge', 'routes/bin/purge.ts'),

  route('api/uploads/*', 'routes/api/uploads.ts'),
] satisfies RouteConfig
