import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { holdFile, type Installation, Refused, type Told } from '#kernel'
import { nested } from './given.ts'
import type { Route, Upload, Visit } from './route.ts'

/**
 * A form with files: each read to its end, or to the most it may have, so that the words beside it are never lost.
 * Files take memory while they are read, so only those of somebody signed in are kept there; those of others are held on
 * the disk where the route takes such, and else only their words are kept. Throws an error with its status where the route
 * takes no files or the form cannot be read.
 */
export async function uploadsIn(
  request: FastifyRequest,
  route: Route,
  { house, signedIn, source }: Pick<Visit, 'house' | 'signedIn' | 'source'>,
): Promise<Sent> {
  const isSignedIn = signedIn !== undefined
  if (route.who === 'anyone' && !route.holdsFiles) throw new Unreadable('no files are taken here', 415)
  try {
    return await readAll(
      request,
      route.holdsFiles ? held(house, source) : inMemory({ bytes: isSignedIn ? largest : 0 }, isSignedIn),
    )
  } catch (fault) {
    if (fault instanceof Error && 'statusCode' in fault) throw fault
    throw new Unreadable('the parts of the form cannot be told apart', 400)
  }
}

type Sent = { given: Told; uploads: readonly Upload[] }

class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly statusCode: number

  constructor(message: string, statusCode: number) {
    super(message)
    this.statusCode = statusCode
  }
}

/** What becomes of a file, or nothing where it is not kept. */
type Take = (part: MultipartFile) => Promise<Upload | undefined>

async function readAll(request: FastifyRequest, take: Take): Promise<Sent> {
  const pairs: [string, string][] = []
  const uploads: Upload[] = []
  let room = mostWords
  for await (const part of request.parts(limits)) {
    if (part.type === 'file') {
      const upload = await take(part)
      if (upload && part.filename) uploads.push(upload)
      continue
    }
    room -= part.fieldname.length + String(part.value).length
    // Whoever is signed out has their words carried to the page that signs them in again: there must be an end to them.
    if (part.valueTruncated || room < 0) throw new Unreadable('the words of the form are too many', 413)
    pairs.push([part.fieldname, String(part.value)])
  }
  return { given: nested(pairs), uploads }
}

/** Held on the disk as it comes; what may not be held is refused by itself, and the rest of the form is not lost. */
const held =
  (house: Installation, source: string): Take =>
  async part => {
    const upload = { field: part.fieldname, fileName: part.filename, bytes: Buffer.alloc(0), tooLarge: false }
    // A box that was left empty sends a file without a name.
    if (!part.filename) return await drained(part)
    try {
      return { ...upload, held: await holdFile(house, part.filename, part.file, source) }
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      await drained(part)
      return { ...upload, refused: fault.refusal }
    }
  }

async function drained(part: MultipartFile): Promise<undefined> {
  for await (const _ of part.file);
}

const inMemory =
  (room: { bytes: number }, keeps: boolean): Take =>
  async part => {
    const upload = await fileIn(part, room)
    return keeps ? upload : undefined
  }

/** A file read to its end, and kept while there is room: all the files of a form share what one may have. */
async function fileIn(part: MultipartFile, room: { bytes: number }): Promise<Upload> {
  let chunks: Buffer[] = []
  let tooLarge = false
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    tooLarge ||= chunk.length > room.bytes
    if (tooLarge) chunks = []
    else {
      chunks.push(chunk)
      room.bytes -= chunk.length
    }
  }
  return { field: part.fieldname, fileName: part.filename, bytes: Buffer.concat(chunks), tooLarge }
}

const largest = 50 * 1024 * 1024
/** As many as a form without files may have. */
const mostWords = 1024 * 1024
/** One file that is too large is refused by itself, and so are too many: neither takes the form with it. */
const limits = {
  throwFileSizeLimit: false,
  limits: { fileSize: largest + 1, fieldSize: mostWords, files: 100, parts: 210 },
}
