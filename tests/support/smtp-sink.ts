import { createServer, type Socket } from 'node:net'

/** A mail server (RFC 5321) that accepts and stores every mail. */
export async function openSmtpSink() {
  const mails: string[] = []
  const server = createServer((socket) => converse(socket, mails))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { mails, url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

function converse(socket: Socket, mails: string[]): void {
  let mail: string | undefined
  let pending = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 sink')
  socket.on('data', (chunk) => {
    pending += chunk
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      if (mail !== undefined) {
        if (line === '.') {
          mails.push(mail)
          mail = undefined
          say('250 kept')
        } else mail += `${line}\n`
      } else if (/^DATA/i.test(line)) {
        mail = ''
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else say('250 fine')
    }
  })
  socket.on('error', () => {})
}
