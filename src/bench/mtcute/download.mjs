// Downloads the files of a channel from the local Telegram server with mtcute, several at a time, into a folder.
//   node download.mjs PROXY_PORT KEY_FILE SESSION_FILE CHANNEL POSTS FOLDER FILES_AT_ONCE CONNECTIONS
// Logs in once and keeps the session in SESSION_FILE. Prints how many bytes came.
// CONNECTIONS is mtcute's connectionCount for downloads; 0 leaves its own choice.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { addPublicKey } from '@mtcute/core/utils.js'
import { MemoryStorage, ObfuscatedPacketCodec, SocksProxyTcpTransport, TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider } from '@mtcute/node/utils.js'

const [proxyPort, keyFile, sessionFile, channel, posts, folder, filesAtOnce, connections] = process.argv.slice(2)

const crypto = new NodeCryptoProvider()
await crypto.initialize?.()
addPublicKey(crypto, readFileSync(keyFile, 'utf8'))

// The server takes the obfuscated form of the transport only, and reads the data centre in its greeting, as TDLib sends it.
class Codec extends ObfuscatedPacketCodec {
    setup(crypto, log) {
        const greeting = Object.create(crypto)
        greeting.randomBytes = length => {
            const bytes = crypto.randomBytes(length)
            if (length === 64) {
                bytes.set([1, 0], 60)
            }
            return bytes
        }
        super.setup(greeting, log)
    }
}

class ProxyTransport extends SocksProxyTcpTransport {
    packetCodec() {
        return new Codec(super.packetCodec())
    }
}

const address = { id: 1, ipAddress: '149.154.175.50', port: 443 }
const client = new TelegramClient({
    apiId: 12345,
    apiHash: '0123456789abcdef0123456789abcdef',
    crypto,
    storage: new MemoryStorage(),
    transport: new ProxyTransport({ host: '127.0.0.1', port: Number(proxyPort) }),
    defaultDcs: { main: address, media: address },
    disableUpdates: true,
    logLevel: Number(process.env.MTCUTE_LOG ?? 1),
    network: Number(connections) ? { connectionCount: kind => (kind === 'main' ? 1 : Number(connections)) } : {},
})

if (existsSync(sessionFile)) {
    await client.importSession(readFileSync(sessionFile, 'utf8'))
    await client.connect()
} else {
    await client.start({ phone: '+15550001', code: '12345' })
    writeFileSync(sessionFile, await client.exportSession(), { mode: 0o600 })
}

const peer = await client.resolvePeer(channel)
const batches = []
for (let first = 1; first <= Number(posts); first += 100) {
    batches.push(Array.from({ length: Math.min(100, Number(posts) - first + 1) }, (_, i) => first + i))
}
let bytes = 0
const queue = []
async function refill() {
    const messages = await client.getMessages(peer, batches.shift())
    queue.push(...messages.filter(message => message?.media))
}
let filling = null
async function next() {
    while (queue.length === 0 && batches.length > 0) {
        filling ??= refill().finally(() => (filling = null))
        await filling
    }
    return queue.shift()
}
async function worker() {
    for (let message = await next(); message; message = await next()) {
        await client.downloadToFile(`${folder}/${message.id}`, message.media)
        bytes += message.media.fileSize ?? 0
    }
}
await Promise.all(Array.from({ length: Number(filesAtOnce) }, worker))
console.log(bytes)
await client.destroy()
// No process.exit(): downloadToFile does not wait until its file is written.
