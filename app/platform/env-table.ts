/** Every environment variable, for the table in the README. `VITRINE_PASSWORD` is read by the command line only. */
export const ENV_TABLE: readonly { name: string; default: string; meaning: string }[] = [
  { name: 'PORT', default: '3000', meaning: 'port to listen on; 0 picks a free one' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'address to listen on; 0.0.0.0 in a container' },
  { name: 'BASE_URL', default: 'http://localhost:PORT', meaning: 'the address people use; https makes cookies secure' },
  { name: 'ALLOWED_HOSTS', default: '', meaning: 'further Host values that are answered, separated by commas' },
  { name: 'TRUSTED_PROXY', default: '', meaning: 'addresses or networks whose X-Forwarded-For is believed' },
  {
    name: 'MAX_CONNECTIONS_PER_ADDRESS',
    default: '256',
    meaning:
      'connections one address may have open at once, behind a trusted proxy requests; 16 times as many on loopback',
  },
  { name: 'VITRINE_DATA', default: './data', meaning: 'folder of the embedded database, secrets, and objects on disk' },
  {
    name: 'DATABASE_URL',
    default: '(embedded)',
    meaning: 'a PostgreSQL cluster of your own: postgres://user:password@host/database',
  },
  {
    name: 'SESSION_SECRET',
    default: '(generated when embedded)',
    meaning:
      'signs link passwords that were given, seals link addresses; 32 characters or more; the same for all processes',
  },
  { name: 'STORAGE', default: 'disk', meaning: 'disk or s3' },
  { name: 'S3_ENDPOINT', default: '', meaning: 'address of an S3-compatible store; empty for Amazon' },
  { name: 'S3_REGION', default: 'us-east-1', meaning: 'region of the bucket' },
  { name: 'S3_BUCKET', default: '', meaning: 'bucket; required when STORAGE=s3' },
  { name: 'S3_ACCESS_KEY_ID', default: '', meaning: 'access key; empty to use the machine’s own identity' },
  { name: 'S3_SECRET_ACCESS_KEY', default: '', meaning: 'its secret' },
  { name: 'S3_FORCE_PATH_STYLE', default: '1', meaning: 'bucket in the path instead of the host name' },
  {
    name: 'IMPORT_ROOT',
    default: '',
    meaning: 'folder on the server whose folders managers may import; none when empty',
  },
  {
    name: 'IMPORT_S3_BUCKET',
    default: '',
    meaning: 'bucket whose objects managers may import, with the endpoint and keys of S3_*',
  },
  {
    name: 'S3_ENCRYPTION',
    default: '',
    meaning: 'encryption by the store: AES256 or aws:kms; empty for what the bucket does',
  },
  { name: 'S3_KMS_KEY_ID', default: '', meaning: 'key of aws:kms; empty for the account’s own' },
  {
    name: 'S3_STORAGE_CLASS',
    default: '',
    meaning: 'class of stored objects, such as STANDARD_IA or INTELLIGENT_TIERING; none from which reading takes hours',
  },
  {
    name: 'SCRUB_BYTES_PER_SECOND',
    default: '20000000',
    meaning: 'how fast stored files are read again, to check that they are undamaged',
  },
  {
    name: 'SCAN_PROGRAM',
    default: '',
    meaning:
      'program in /usr/local/bin or /usr/bin that scans files of folders whose rules ask for it, in the sandbox of converters: called with the file, ends with 0 to let it in, with 1 to hold it; no scan when empty',
  },
  { name: 'WORKER_CONCURRENCY', default: 'processors − 1, at least 2', meaning: 'jobs a worker process runs at once' },
  {
    name: 'WORKER_NICE',
    default: '10',
    meaning:
      'nice value of worker processes, as in nice(1): from 0, the priority of other processes, to 19, the lowest; lower it where jobs take too long beside other programs',
  },
  { name: 'MAX_UPLOAD_BYTES', default: '50000000000', meaning: 'largest file taken in, in bytes' },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'fatal, error, warn, info, debug, trace or silent' },
  { name: 'RESEND_API_KEY', default: '', meaning: 'sends letters through Resend' },
  { name: 'SMTP_URL', default: '', meaning: 'sends letters through an SMTP server: smtps://user:password@host' },
  { name: 'MAIL_FROM', default: 'Vitrine <vitrine@localhost>', meaning: 'sender of letters' },
  {
    name: 'VITRINE_ZONE',
    default: 'the machine’s own',
    meaning: 'IANA time zone in which staff see dates: Europe/Madrid',
  },
  { name: 'VITRINE_DEMO', default: '1 when embedded', meaning: 'seeds an empty installation with the demo brand' },
  { name: 'VITRINE_PASSWORD', default: '', meaning: 'password for `vitrine person`, instead of asking' },
]
