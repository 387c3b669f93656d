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
  for await (const part of request.parts({ limits: { fileSize: largest + 1 } })) {
    if (part.type === 'field') pairs.push([part.fieldname, String(part.value)])
    else if (!keepsFiles) part.file.resume()
    else {
      const chunks: Buffer[] = []
      for await (const chunk of part.file) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      if (part.filename)
        uploads.push({
          field: part.fieldname,
          fileName: part.filename,
          bytes,
          tooLarge: part.file.truncated || bytes.length > largest,
        })
    }
  }
  return { given: nested(pairs), uploads }
}

const largest = 50 * 1024 * 1024
