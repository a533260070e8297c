import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Config } from '~/platform/storage/s3-config'

/** Starts a server that answers as a test says, for what a real S3 server does only when it is ill. */
export async function openStandIn(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const config: S3Config = {
    ...{ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, region: 'us-east-1', bucket: 'some' },
    ...{ forcePathStyle: true, accessKeyId: 'nobody', secretAccessKey: 'nothing' },
  }
  return {
    config,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Answers with an error as S3 does. */
export function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`)
}

/** Answers with a list of keys, written as in URLs. */
export function list(response: ServerResponse, keys: string[]): void {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>3</Size></Contents>`).join('')
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(
    `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`,
  )
}
