-- A house as the first version left it (migrations up to 20261123-04-house-change): at least one row of every table, and
-- of everything that has states one in each. Ids end in what they are: 1x people, 2x assets, 3x versions, 4x collections,
-- 5x portals, 6x links.

insert into person (id, email, name, role, password_hash, locale, created_at, disabled_at) values
  ('019ab000-0000-7000-8000-000000000011', 'ander@mendialde.example', 'Ander Goñi', 'admin', '$argon2id$v=19$m=19456,t=2,p=1$9a4h9Eal1WN4P/GBsCyXjA$tzlrZCGC75BEVoalU8K8/ebEQhAq3BJAigkzmn6ayi4', 'eu', '2026-11-23 08:00+00', null),
  ('019ab000-0000-7000-8000-000000000012', 'mara@mendialde.example', 'Mara Etxeberria', 'manager', '$argon2id$v=19$m=19456,t=2,p=1$9a4h9Eal1WN4P/GBsCyXjA$tzlrZCGC75BEVoalU8K8/ebEQhAq3BJAigkzmn6ayi4', null, '2026-11-23 08:01+00', null),
  ('019ab000-0000-7000-8000-000000000013', 'iker@mendialde.example', 'Iker Zabala', 'editor', '$argon2id$v=19$m=19456,t=2,p=1$9a4h9Eal1WN4P/GBsCyXjA$tzlrZCGC75BEVoalU8K8/ebEQhAq3BJAigkzmn6ayi4', 'es', '2026-11-23 08:02+00', null),
  ('019ab000-0000-7000-8000-000000000014', 'nerea@mendialde.example', 'Nerea Ibarra', 'viewer', '$argon2id$v=19$m=19456,t=2,p=1$9a4h9Eal1WN4P/GBsCyXjA$tzlrZCGC75BEVoalU8K8/ebEQhAq3BJAigkzmn6ayi4', null, '2026-11-23 08:03+00', null),
  ('019ab000-0000-7000-8000-000000000015', 'jon@mendialde.example', 'Jon Arrieta', 'editor', '$argon2id$v=19$m=19456,t=2,p=1$9a4h9Eal1WN4P/GBsCyXjA$tzlrZCGC75BEVoalU8K8/ebEQhAq3BJAigkzmn6ayi4', null, '2026-11-23 08:04+00', '2026-11-24 08:00+00');

insert into session (id, user_id, expires_at) values
  ('maraslivingsessionmaraslivingsession1234', '019ab000-0000-7000-8000-000000000012', now() + interval '13 days'),
  ('ikersendedsessionikersendedsession123456', '019ab000-0000-7000-8000-000000000013', now() - interval '1 day');

insert into rate_limit (key, points, expire) values
  ('sign-in-email:nobody@mendialde.example', 3, 4102444800000),
  ('sign-in-network:192.0.2.0/24', 1, null);

insert into stored_object (sha256, byte_size, crc32, media_type) values
  (repeat('1', 64), 1100001, 11, 'image/jpeg'),
  (repeat('2', 64), 1200001, 12, 'image/jpeg'),
  (repeat('a', 64), 1200002, 4294967295, 'image/jpeg'),
  (repeat('3', 64), 300001, 13, 'application/pdf'),
  (repeat('4', 64), 5000000001, 14, 'image/png'),
  (repeat('5', 64), 1500001, 15, 'image/jpeg'),
  (repeat('6', 64), 1600001, 16, 'image/jpeg'),
  (repeat('7', 64), 1700001, 17, 'image/tiff'),
  (repeat('8', 64), 1801, 18, 'image/svg+xml'),
  (repeat('9', 64), 1900001, 19, 'image/webp');

begin;
insert into asset (id, kind, source_locale, keywords, source_path, current_version_id, approved_version_id, created_at, created_by) values
  ('019ab000-0000-7000-8000-000000000021', 'photo', 'en', '{ridge,autumn}', 'press/2026/ridge.jpg', '019ab000-0000-7000-8000-000000000031', '019ab000-0000-7000-8000-000000000031', '2026-11-23 09:01+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000022', 'photo', 'en', '{wood}', null, '019ab000-0000-7000-8000-0000000000a2', '019ab000-0000-7000-8000-000000000032', '2026-11-23 09:02+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000023', 'document', 'eu', '{}', null, '019ab000-0000-7000-8000-000000000033', '019ab000-0000-7000-8000-000000000033', '2026-11-23 09:03+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000024', 'photo', 'en', '{}', null, '019ab000-0000-7000-8000-000000000034', null, '2026-11-23 09:04+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000025', 'photo', 'en', '{launch}', null, '019ab000-0000-7000-8000-000000000035', '019ab000-0000-7000-8000-000000000035', '2026-11-23 09:05+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000026', 'photo', 'en', '{}', null, '019ab000-0000-7000-8000-000000000036', '019ab000-0000-7000-8000-000000000036', '2026-11-23 09:06+00', '019ab000-0000-7000-8000-000000000015'),
  ('019ab000-0000-7000-8000-000000000027', 'photo', 'en', '{}', null, '019ab000-0000-7000-8000-000000000037', null, '2026-11-23 09:07+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000028', 'vector', 'en', '{logo}', null, '019ab000-0000-7000-8000-000000000038', '019ab000-0000-7000-8000-000000000038', '2026-11-23 09:08+00', null),
  ('019ab000-0000-7000-8000-000000000029', 'photo', 'en', '{}', null, '019ab000-0000-7000-8000-000000000039', null, '2026-11-23 09:09+00', '019ab000-0000-7000-8000-000000000013');

insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, width, height, page_count, colour_space, unpreviewable_reason, thumbhash, on_dark, has_location, extracted, state, created_by) values
  ('019ab000-0000-7000-8000-000000000031', '019ab000-0000-7000-8000-000000000021', 1, repeat('1', 64), 'ridge.jpg', 'jpg', 'image/jpeg', 'photo', 4000, 3000, 1, 'srgb', null, '1QcSHQRnh493V4dIh4eXh1h4kJUI', false, true, '{"camera": "Canon EOS R5", "takenAt": "2026-10-01T09:30"}', 'approved', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000032', '019ab000-0000-7000-8000-000000000022', 1, repeat('2', 64), 'wood.jpg', 'jpg', 'image/jpeg', 'photo', 3000, 2000, 1, 'srgb', null, '1QcSHQRnh493V4dIh4eXh1h4kJUI', false, false, '{}', 'approved', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-0000000000a2', '019ab000-0000-7000-8000-000000000022', 2, repeat('a', 64), 'wood-retouched.jpg', 'jpg', 'image/jpeg', 'photo', 3000, 2000, 1, 'srgb', null, null, false, false, '{}', 'in_review', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000033', '019ab000-0000-7000-8000-000000000023', 1, repeat('3', 64), 'liburuxka.pdf', 'pdf', 'application/pdf', 'document', null, null, null, null, 'no_decoder_pdf', null, false, false, '{}', 'approved', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000034', '019ab000-0000-7000-8000-000000000024', 1, repeat('4', 64), 'wall.png', 'png', 'image/png', 'photo', 20000, 9000, 1, 'srgb 16', null, null, false, false, '{}', 'draft', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000035', '019ab000-0000-7000-8000-000000000025', 1, repeat('5', 64), 'launch.jpg', 'jpg', 'image/jpeg', 'photo', 3000, 2000, 1, 'srgb', null, null, false, false, '{}', 'approved', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000036', '019ab000-0000-7000-8000-000000000026', 1, repeat('6', 64), 'summer.jpg', 'jpg', 'image/jpeg', 'photo', 3000, 2000, 1, 'srgb', null, null, false, false, '{}', 'approved', '019ab000-0000-7000-8000-000000000015'),
  ('019ab000-0000-7000-8000-000000000037', '019ab000-0000-7000-8000-000000000027', 1, repeat('7', 64), 'poster.tif', 'tif', 'image/tiff', 'photo', 5000, 7000, 1, 'cmyk', null, null, false, false, '{}', 'changes_asked', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000038', '019ab000-0000-7000-8000-000000000028', 1, repeat('8', 64), 'logo-white.svg', 'svg', 'image/svg+xml', 'vector', 200, 80, 1, 'srgb', null, null, true, false, '{}', 'approved', null),
  ('019ab000-0000-7000-8000-000000000039', '019ab000-0000-7000-8000-000000000029', 1, repeat('9', 64), 'new.webp', 'webp', 'image/webp', 'photo', 1200, 800, 1, 'srgb', null, null, false, false, '{}', 'in_review', '019ab000-0000-7000-8000-000000000013');
commit;

insert into asset_text (asset_id, field, locale, value, status) values
  ('019ab000-0000-7000-8000-000000000021', 'title', 'en', 'The ridge in autumn', 'source'),
  ('019ab000-0000-7000-8000-000000000021', 'title', 'de', 'Der Grat im Herbst', 'approved'),
  ('019ab000-0000-7000-8000-000000000021', 'title', 'fr', 'La crête', 'draft'),
  ('019ab000-0000-7000-8000-000000000021', 'title', 'es', 'La cresta', 'stale'),
  ('019ab000-0000-7000-8000-000000000021', 'description', 'en', 'A limestone ridge behind larches', 'source'),
  ('019ab000-0000-7000-8000-000000000021', 'alt_text', 'en', 'A grey ridge behind orange trees', 'source'),
  ('019ab000-0000-7000-8000-000000000021', 'usage_terms', 'en', 'Free to print with a credit', 'source'),
  ('019ab000-0000-7000-8000-000000000022', 'title', 'en', 'Beech wood', 'source'),
  ('019ab000-0000-7000-8000-000000000023', 'title', 'eu', 'Liburuxka', 'source'),
  ('019ab000-0000-7000-8000-000000000028', 'title', 'en', 'White logo', 'source');

insert into asset_rights (asset_id, creator, credit_line, copyright_notice, licence_name, licence_url, embargo_until, embargo_zone, expires_at, expires_zone) values
  ('019ab000-0000-7000-8000-000000000021', 'Ane Mendizabal', 'Ane Mendizabal / Mendialde', '© 2026 Ane Mendizabal', 'CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/', null, null, '2098-12-31 23:00+00', 'Europe/Madrid'),
  ('019ab000-0000-7000-8000-000000000025', null, null, null, null, null, '2098-01-01 09:00+00', 'Europe/Madrid', '2099-01-01 09:00+00', 'Europe/Madrid'),
  ('019ab000-0000-7000-8000-000000000026', 'Jon Arrieta', null, null, null, null, null, null, '2026-09-30 22:00+00', 'Europe/Madrid');

insert into rendition (version_id, preset, state, reason, object_key, sha256, crc32, byte_size, media_type, width, height, made_at)
  select version, preset, 'made', null, 'renditions/' || version || '/' || preset, repeat(mark, 64), 21, size, 'image/jpeg', side, side * 3 / 4, '2026-11-23 09:10+00'
  from (values ('019ab000-0000-7000-8000-000000000031'::uuid, 'b'), ('019ab000-0000-7000-8000-000000000032', 'c'), ('019ab000-0000-7000-8000-0000000000a2', 'f'),
               ('019ab000-0000-7000-8000-000000000035', 'd'), ('019ab000-0000-7000-8000-000000000036', 'e'), ('019ab000-0000-7000-8000-000000000038', '0')) as v(version, mark)
  cross join (values ('thumb', 480, 30001), ('preview', 1600, 200001), ('web', 2048, 400001)) as p(preset, side, size);
insert into rendition (version_id, preset, state, reason)
  select version, preset, state, reason
  from (values ('019ab000-0000-7000-8000-000000000033'::uuid, 'impossible', 'no_decoder_pdf'), ('019ab000-0000-7000-8000-000000000034', 'failed', 'internal'),
               ('019ab000-0000-7000-8000-000000000039', 'waiting', null)) as v(version, state, reason)
  cross join (values ('thumb'), ('preview'), ('web')) as p(preset);

insert into review_step (version_id, from_state, to_state, note, at, by_person) values
  ('019ab000-0000-7000-8000-000000000031', 'draft', 'in_review', null, '2026-11-23 10:00+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000031', 'in_review', 'approved', 'Our cover.', '2026-11-23 11:00+00', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-000000000032', 'draft', 'in_review', null, '2026-11-23 10:00+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000032', 'in_review', 'approved', null, '2026-11-23 11:00+00', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-0000000000a2', 'draft', 'in_review', null, '2026-11-24 10:00+00', '019ab000-0000-7000-8000-000000000013'),
  ('019ab000-0000-7000-8000-000000000037', 'in_review', 'changes_asked', 'Too dark.', '2026-11-24 11:00+00', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-000000000039', 'draft', 'in_review', null, '2026-11-24 12:00+00', '019ab000-0000-7000-8000-000000000013');

insert into upload (id, person_id, file_name, relative_path, byte_size, target_asset_id, state, reason, facts, asset_id, dismissed_at, changed_at) values
  ('uploadreceivinguploadreceiving01', '019ab000-0000-7000-8000-000000000013', 'half.jpg', 'press/half.jpg', 5000000000, null, 'receiving', null, '{}', null, null, now()),
  ('uploadinspectinguploadinspecti02', '019ab000-0000-7000-8000-000000000013', 'whole.jpg', null, 1000, '019ab000-0000-7000-8000-000000000021', 'inspecting', null, '{}', null, null, now()),
  ('uploadduplicateuploadduplicate03', '019ab000-0000-7000-8000-000000000013', 'again.jpg', null, 1100001, null, 'duplicate', null, '{"assetId": "019ab000-0000-7000-8000-000000000021", "title": "The ridge in autumn"}', null, null, now()),
  ('uploaddoneuploaddoneuploaddone04', '019ab000-0000-7000-8000-000000000013', 'new.webp', null, 1900001, null, 'done', null, '{}', '019ab000-0000-7000-8000-000000000029', null, now()),
  ('uploadrefuseduploadrefusedupload05', '019ab000-0000-7000-8000-000000000013', 'fake.jpg', null, 10, null, 'refused', 'not_what_it_says', '{}', null, null, now()),
  ('uploadfaileduploadfaileduploadfa06', '019ab000-0000-7000-8000-000000000013', 'broken.jpg', null, 10, null, 'failed', 'internal', '{}', null, null, now()),
  ('uploadcancelleduploadcancelledup07', '019ab000-0000-7000-8000-000000000013', 'wrong.jpg', null, 10, null, 'cancelled', null, '{}', null, null, now()),
  ('uploaddismisseduploaddismissedup08', '019ab000-0000-7000-8000-000000000013', 'seen.jpg', null, 10, null, 'refused', 'executable', '{}', null, now(), now());

insert into collection (id, slug, cover_asset_id, source_locale, created_by) values
  ('019ab000-0000-7000-8000-000000000041', 'press-kit', '019ab000-0000-7000-8000-000000000022', 'en', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-000000000042', 'logos', null, 'en', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-000000000043', 'empty', null, 'en', null);
insert into collection_text (collection_id, field, locale, value) values
  ('019ab000-0000-7000-8000-000000000041', 'title', 'en', 'Press kit'),
  ('019ab000-0000-7000-8000-000000000041', 'title', 'de', 'Pressemappe'),
  ('019ab000-0000-7000-8000-000000000041', 'introduction', 'en', 'Our pictures of the season'),
  ('019ab000-0000-7000-8000-000000000042', 'title', 'en', 'Logos');
insert into collection_asset (collection_id, asset_id, position) values
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000022', 1),
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000021', 2),
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000025', 3),
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000023', 4),
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000026', 5),
  ('019ab000-0000-7000-8000-000000000041', '019ab000-0000-7000-8000-000000000024', 6),
  ('019ab000-0000-7000-8000-000000000042', '019ab000-0000-7000-8000-000000000028', 1);

insert into portal (id, slug, locales, theme, theme_css, theme_hash, logo_asset_id, logo_dark_asset_id, hero_asset_id, allows, contact_name, contact_email, contact_phone, published_at, created_by) values
  ('019ab000-0000-7000-8000-000000000051', 'press', '{en,de}', '{"brandColour": "#2f6b4f", "ground": "#faf6ee", "mode": "light", "displayFont": "fraunces", "textFont": "inter", "radius": "soft", "layout": "justified", "scrim": 40, "heroFocus": {"x": 30, "y": 60}}', ':root{--brand:#2f6b4f}', 'abcdef0123456789', '019ab000-0000-7000-8000-000000000028', '019ab000-0000-7000-8000-000000000028', '019ab000-0000-7000-8000-000000000021', 'original', 'Press office', 'press@mendialde.example', '+34 943 000 000', '2026-11-23 12:00+00', '019ab000-0000-7000-8000-000000000012'),
  ('019ab000-0000-7000-8000-000000000052', 'trade', '{en}', '{"brandColour": "#3a5bd9"}', ':root{}', '0123456789abcdef', null, null, null, 'web', null, null, null, null, '019ab000-0000-7000-8000-000000000012');
insert into portal_text (portal_id, field, locale, value) values
  ('019ab000-0000-7000-8000-000000000051', 'name', 'en', 'Visit Mendialde'),
  ('019ab000-0000-7000-8000-000000000051', 'headline', 'en', 'Where the mountains begin'),
  ('019ab000-0000-7000-8000-000000000051', 'introduction', 'de', 'Wo die Berge beginnen'),
  ('019ab000-0000-7000-8000-000000000051', 'guidelines', 'en', 'Leave the sky empty.'),
  ('019ab000-0000-7000-8000-000000000052', 'name', 'en', 'Trade');
insert into portal_collection (portal_id, collection_id, position) values
  ('019ab000-0000-7000-8000-000000000051', '019ab000-0000-7000-8000-000000000042', 1),
  ('019ab000-0000-7000-8000-000000000051', '019ab000-0000-7000-8000-000000000041', 2),
  ('019ab000-0000-7000-8000-000000000052', '019ab000-0000-7000-8000-000000000042', 1);

-- Tokens: vt_ and the word of the title, filled with A to 22 characters.
insert into share (id, token_hash, title, message, portal_id, collection_id, opens_at, expires_at, zone, never_reason, password_hash, password_version, allows, zip_allowed, created_at, created_by, revoked_at, revoked_by) values
  ('019ab000-0000-7000-8000-000000000061', '0e4380a36e36ac731eb81d43f82061f4dcb65b5eccb9844fde5d1bac0110e844', 'open', 'For your catalogue', '019ab000-0000-7000-8000-000000000051', '019ab000-0000-7000-8000-000000000041', null, null, 'Europe/Madrid', 'Standing order of the agency', null, 0, 'web', true, '2026-11-23 13:01+00', '019ab000-0000-7000-8000-000000000013', null, null),
  ('019ab000-0000-7000-8000-000000000062', '06ae0eec4f6394eaeaa3d8cb75fe692f3aa13ebb39fff3109cb5c3c305fee4bb', 'locked', null, null, null, '2026-11-23 00:00+00', '2099-01-01 00:00+00', 'UTC', null, '$argon2id$v=19$m=19456,t=2,p=1$aZdkTRbBgGiBdaQmLXK+bA$DdEmjr8V/cW3se1MwORur4YKyoaPyX2lxiq+c5BCWbE', 2, 'original', false, '2026-11-23 13:02+00', '019ab000-0000-7000-8000-000000000012', null, null),
  ('019ab000-0000-7000-8000-000000000063', '054b85847d68ff91a9885f094e8dd7cd87d78c4a650c1af970d4eaa9e3dab789', 'ended', null, null, '019ab000-0000-7000-8000-000000000042', null, '2026-11-24 00:00+00', 'UTC', null, null, 0, 'preview', true, '2026-11-23 13:03+00', '019ab000-0000-7000-8000-000000000012', null, null),
  ('019ab000-0000-7000-8000-000000000064', '52752cff5d958fcce87c02039afaf74a76c2262a2a30142572d3c434318e9136', 'revoked', null, null, '019ab000-0000-7000-8000-000000000042', null, '2099-01-01 00:00+00', 'UTC', null, null, 0, 'web', true, '2026-11-23 13:04+00', '019ab000-0000-7000-8000-000000000012', '2026-11-24 09:00+00', '019ab000-0000-7000-8000-000000000011'),
  ('019ab000-0000-7000-8000-000000000065', 'a529b8e715af152228de3f3fc65aaa4b67b72416596ab3553f3076dd9c6eac6a', 'notyet', null, null, '019ab000-0000-7000-8000-000000000042', '2098-01-01 00:00+00', '2099-01-01 00:00+00', 'UTC', null, null, 0, 'web', true, '2026-11-23 13:05+00', '019ab000-0000-7000-8000-000000000012', null, null),
  ('019ab000-0000-7000-8000-000000000066', 'ce580b70160678271ccef811f74e6e272f8b56a4020cc5822f92b5b3d270967a', 'owner', null, null, '019ab000-0000-7000-8000-000000000042', null, '2099-01-01 00:00+00', 'UTC', null, null, 0, 'web', true, '2026-11-23 13:06+00', '019ab000-0000-7000-8000-000000000015', null, null);
insert into share_asset (share_id, asset_id, position) values
  ('019ab000-0000-7000-8000-000000000062', '019ab000-0000-7000-8000-000000000028', 1),
  ('019ab000-0000-7000-8000-000000000062', '019ab000-0000-7000-8000-000000000021', 2);

insert into download (at, person_id, portal_id, share_id, asset_id, version_id, rendition, file_count, byte_size, package_etag) values
  ('2026-11-24 10:00+00', '019ab000-0000-7000-8000-000000000014', null, null, '019ab000-0000-7000-8000-000000000021', '019ab000-0000-7000-8000-000000000031', 'original', 1, 1100001, null),
  ('2026-11-24 10:01+00', null, '019ab000-0000-7000-8000-000000000051', null, '019ab000-0000-7000-8000-000000000021', '019ab000-0000-7000-8000-000000000031', 'web', 1, 400001, null),
  ('2026-11-24 10:02+00', null, null, '019ab000-0000-7000-8000-000000000061', null, null, 'package', 3, 800000, '0123456789abcdef'),
  ('2026-11-24 10:03+00', null, null, '019ab000-0000-7000-8000-000000000061', '019ab000-0000-7000-8000-000000000022', '019ab000-0000-7000-8000-000000000032', 'web', 1, 400001, null);

insert into audit_event (at, actor_kind, actor_id, actor_name, type, subject_kind, subject_id, subject_name, facts, network) values
  ('2026-11-23 08:00+00', 'system', null, 'Vitrine', 'person.created', 'person', '019ab000-0000-7000-8000-000000000011', 'Ander Goñi', '{"role": "admin"}', null),
  ('2026-11-23 09:00+00', 'person', '019ab000-0000-7000-8000-000000000012', 'Mara Etxeberria', 'person.signed_in', null, null, null, '{}', '192.0.2.0/24'),
  ('2026-11-23 09:05+00', 'visitor', null, 'nobody@mendialde.example', 'person.sign_in_refused', null, null, null, '{}', '192.0.2.0/24'),
  ('2026-11-23 11:00+00', 'person', '019ab000-0000-7000-8000-000000000012', 'Mara Etxeberria', 'asset.approved', 'asset', '019ab000-0000-7000-8000-000000000021', 'ridge.jpg', '{"note": "Our cover."}', null),
  ('2026-11-24 10:02+00', 'link', '019ab000-0000-7000-8000-000000000061', 'open', 'package.downloaded', 'share', '019ab000-0000-7000-8000-000000000061', 'Press kit.zip', '{"files": 3, "bytes": 800000, "kit": "0123456789abcdef"}', '198.51.100.0/24');
