import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'

const NGINX = '/usr/sbin/nginx'

/** A running nginx: its port, its worker process, and how to stop it. */
export interface Nginx {
  port: number
  workerPid: number
  stop: () => Promise<void>
}

/** One worker of nginx that serves the files of `root` by sendfile(2), below `/copied/` without; undefined when it is not installed. */
export async function startNginx(root: string, folder: string): Promise<Nginx | undefined> {
  if (!existsSync(NGINX)) return undefined
  await mkdir(folder, { recursive: true })
  const port = await freePort()
  const config = path.join(folder, 'nginx.conf')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    config,
    `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; daemon off;
pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off; sendfile on; tcp_nopush on;
  ${temporary.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
  server {
    listen 127.0.0.1:${port}; root ${root};
    location /copied/ { alias ${root}/; sendfile off; }
  }
}
`,
  )
  const master = spawn(NGINX, ['-p', folder, '-c', config, '-e', `${folder}/error.log`], { stdio: 'ignore' })
  const workerPid = await firstWorker(master, folder)
  const stop = async () => {
    const ended = new Promise((resolve) => master.once('exit', resolve))
    master.kill('SIGTERM')
    await ended
  }
  return { port, workerPid, stop }
}

async function firstWorker(master: ChildProcess, folder: string): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const children = readFileSync(`/proc/${master.pid}/task/${master.pid}/children`, 'utf8').trim()
    if (children) return Number(children.split(' ')[0])
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nginx did not start: ${readFileSync(`${folder}/error.log`, 'utf8')}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
