import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Told } from '#kernel'
import { nested } from './given.ts'
import type { Route, Upload } from './route.ts'

/**
 * A form with files: each read to its end, or to the most it may have, so that the words beside it are never lost.
 * Files take memory while they are read, so only those of somebody signed in are kept; the words of others still are.
 * Throws an error with its status where the route takes no files or the form cannot be read.
 */
export async function uploadsIn(request: FastifyRequest, route: Route, isSignedIn: boolean): Promise<Sent> {
  if (route.who === 'anyone') throw new Unreadable('no files are taken here', 415)
  try {
    return await readAll(request, isSignedIn)
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

async function readAll(request: FastifyRequest, keepsFiles: boolean): Promise<Sent> {
  const pairs: [string, string][] = []
  const uploads: Upload[] = []
  const room = { words: mostWords, bytes: keepsFiles ? largest : 0 }
  for await (const part of request.parts({ limits: { fileSize: largest + 1, fieldSize: mostWords } })) {
    if (part.type === 'file') {
      const upload = await fileIn(part, room)
      if (keepsFiles && part.filename) uploads.push(upload)
      continue
    }
    room.words -= part.fieldname.length + String(part.value).length
    // Whoever is signed out has their words carried to the page that signs them in again: there must be an end to them.
    if (part.valueTruncated || room.words < 0) throw new Unreadable('the words of the form are too many', 413)
    pairs.push([part.fieldname, String(part.value)])
  }
  return { given: nested(pairs), uploads }
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
