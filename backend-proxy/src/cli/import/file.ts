import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli-error';

/** A file of rows on this machine, packed by gzip or not. */
export interface SourceFile {
  path: string;
  /** Bytes on disk when it was first looked at; what is appended later is not read. */
  size: number;
  packed: boolean;
}

/** What the first reading of a whole file finds out. */
export interface Inspection {
  /** SHA-256 of the content, unpacked, in hexadecimal. */
  hash: string;
  /** The content's first bytes. */
  head: Buffer;
  /** Where, in bytes, it stops to be UTF-8. */
  brokenAt: number | undefined;
}

const PIECE = 64 * 1024;
const HEAD = 1024 * 1024;

/** Throws a CliError where there is no such file, or none to import. */
export async function sourceFile(path: string): Promise<SourceFile> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}.`
    );
  });
  if (!found.isFile()) {
    throw new CliError(
      `${path} is ${found.isDirectory() ? 'a directory' : 'no file'}: import takes one CSV file at a time.`
    );
  }
  if (found.size === 0) {
    throw new CliError(`${path} is empty.`);
  }
  return { path, size: found.size, packed: await isPacked(path) };
}

async function isPacked(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

/** The content, unpacked, piece by piece; `onRead` hears how many bytes of the file were read so far. */
export async function* contentOf(file: SourceFile, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  const raw = createReadStream(file.path, { highWaterMark: PIECE, end: file.size - 1 });
  raw.on('data', (piece) => onRead?.((read += piece.length)));
  try {
    yield* file.packed ? unpacked(raw) : (raw as AsyncIterable<Buffer>);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_')
      ? new CliError(`${file.path} cannot be unpacked: it is no whole gzip file (${message}).`)
      : new CliError(`${file.path} cannot be read: ${message}.`);
  }
}

function unpacked(raw: Readable): AsyncIterable<Buffer> {
  const stream = createGunzip({ chunkSize: PIECE });
  raw.on('error', (error) => stream.destroy(error));
  return raw.pipe(stream);
}

/** Reads the whole file once: only who knows its content can tell whether it came before. */
export async function inspect(file: SourceFile, onRead?: (bytes: number) => void): Promise<Inspection> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const head: Buffer[] = [];
  let size = 0;
  let brokenAt: number | undefined;
  for await (const piece of contentOf(file, onRead)) {
    hash.update(piece);
    if (size < HEAD) {
      head.push(piece);
    }
    brokenAt ??= isBroken(decoder, piece) ? size : undefined;
    size += piece.length;
  }
  return { hash: hash.digest('hex'), head: Buffer.concat(head).subarray(0, HEAD), brokenAt };
}

function isBroken(decoder: TextDecoder, piece: Buffer): boolean {
  try {
    decoder.decode(piece, { stream: true });
    return false;
  } catch {
    return true;
  }
}
