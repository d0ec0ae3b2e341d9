# Downloads files from the local Telegram server with Telethon, several at a time, into a folder.
#   python3 download.py
#       prints what it runs on, or fails where that would have to encrypt in Python
#   python3 download.py PROXY_PORT LOGIN_FILE FOLDER FILES_AT_ONCE CLIENTS
#       prints how many bytes came
# LOGIN_FILE holds the key of a login and the locations of files, since Telethon knows an older layer of Telegram's
# language than the server: it can ask for parts of files in that layer, but not read its posts and users.
import asyncio
import ctypes
import ctypes.util
import json
import os
import platform
import sys
from pathlib import Path

# As scripts/bench unpacks Debian's packages.
sys.path.insert(0, str(Path(__file__).parent / 'usr/lib/python3/dist-packages'))

import socks
import telethon
from telethon import functions, types
from telethon.client import telegrambaseclient
from telethon.crypto import AuthKey, aes
from telethon.network.connection.connection import ObfuscatedConnection
from telethon.network.connection.tcpintermediate import IntermediatePacketCodec
from telethon.network.connection.tcpobfuscated import ObfuscatedIO
from telethon.sessions import MemorySession

PART_KB = 512
libcrypto = ctypes.CDLL(ctypes.util.find_library('crypto') or sys.exit('there is no libcrypto'))

# What is asked for on connecting is the same in both layers, other than the configuration.
telegrambaseclient.LAYER = 227
functions.help.GetConfigRequest = functions.help.GetNearestDcRequest


# Telethon has AES-CTR in Python only, at half a megabyte a second. Its usual transport has no need of that.
class Ctr:
    libcrypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    libcrypto.EVP_aes_256_ctr.restype = ctypes.c_void_p

    def __init__(self, key, iv):
        self.context = ctypes.c_void_p(libcrypto.EVP_CIPHER_CTX_new())
        cipher = ctypes.c_void_p(libcrypto.EVP_aes_256_ctr())
        if libcrypto.EVP_EncryptInit_ex(self.context, cipher, None, bytes(key), bytes(iv)) != 1:
            raise OSError('libcrypto has no AES-CTR')

    def encrypt(self, data):
        result = ctypes.create_string_buffer(len(data))
        length = ctypes.c_int()
        libcrypto.EVP_EncryptUpdate(self.context, result, ctypes.byref(length), data, len(data))
        return result.raw


# Telethon's own way to OpenSSL makes every byte a number of Python's and back, which takes most of its time (10 MB/s).
# What its documentation advises instead, cryptg, is not among Debian's packages; this does the same in its place.
class Ige:
    @staticmethod
    def encrypt_ige(data, key, iv):
        return Ige.apply(libcrypto.AES_set_encrypt_key, data, key, iv, 1)

    @staticmethod
    def decrypt_ige(data, key, iv):
        return Ige.apply(libcrypto.AES_set_decrypt_key, data, key, iv, 0)

    @staticmethod
    def apply(prepare, data, key, iv, encrypt):
        # A little more than the size of OpenSSL's AES_KEY.
        schedule = ctypes.create_string_buffer(256)
        prepare(bytes(key), 8 * len(key), schedule)
        vector = ctypes.create_string_buffer(bytes(iv), len(iv))
        result = ctypes.create_string_buffer(len(data))
        libcrypto.AES_ige_encrypt(bytes(data), result, ctypes.c_size_t(len(data)), schedule, vector, encrypt)
        return result.raw


# The server takes the obfuscated form of the transport only, and reads the data centre in its greeting, as TDLib sends it.
class Obfuscation(ObfuscatedIO):
    @staticmethod
    def init_header(packet_codec):
        header = bytearray(os.urandom(64))
        header[0] = 1
        header[56:62] = packet_codec.obfuscate_tag + bytes([1, 0])
        reverse = header[55:7:-1]
        encryptor = Ctr(header[8:40], header[40:56])
        header[56:] = encryptor.encrypt(bytes(header))[56:]
        return header, encryptor, Ctr(reverse[:32], reverse[32:])


class Connection(ObfuscatedConnection):
    obfuscated_io = Obfuscation
    packet_codec = IntermediatePacketCodec


class Client(telethon.TelegramClient):
    async def get_me(self, input_peer=False):
        # The user would come in the server's layer; for downloads nobody needs it.
        return None


async def connect(port, key):
    session = MemorySession()
    session.set_dc(1, '149.154.175.50', 443)
    session.auth_key = AuthKey(bytes.fromhex(key))
    client = Client(
        session, 12345, '0123456789abcdef0123456789abcdef',
        connection=Connection, proxy=(socks.SOCKS5, '127.0.0.1', port), receive_updates=False)
    await client.connect()
    return client


def location(file):
    kind = types.InputPhotoFileLocation if file['photo'] else types.InputDocumentFileLocation
    return kind(file['id'], file['access_hash'], bytes.fromhex(file['file_reference']), file['thumb_size'])


async def worker(client, files, folder):
    for file in files:
        await client.download_file(location(file), str(folder / str(file['post'])), part_size_kb=PART_KB)


async def main(port, login_file, folder, files_at_once, clients):
    login = json.loads(Path(login_file).read_text())
    files = iter(login['files'])
    folder = Path(folder)
    connected = await asyncio.gather(*(connect(int(port), login['key']) for _ in range(int(clients))))
    await asyncio.gather(
        *(worker(connected[i % len(connected)], files, folder) for i in range(int(files_at_once))))
    for client in connected:
        await client.disconnect()
    print(sum(path.stat().st_size for path in folder.iterdir()))


if len(sys.argv) == 1:
    crypto = 'cryptg' if aes.cryptg else 'OpenSSL in place of cryptg'
    print(f'{telethon.__version__} on Python {platform.python_version()}, {crypto}')
else:
    aes.cryptg = aes.cryptg or Ige
    asyncio.run(main(*sys.argv[1:]))
